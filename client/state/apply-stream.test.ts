import { expect, test } from "bun:test";
import fc from "fast-check";
import { encodeCursor } from "../../shared/cursor.ts";
import type { GenerationEvent } from "../../shared/generation-event.ts";
import { newId } from "../../shared/ids.ts";
import type { Message } from "../../shared/message.ts";
import { partsOf, textOf } from "../../shared/apply-part-event.ts";
import type { PartEvent } from "../../shared/parts.ts";
import { applyStream } from "./apply-stream.ts";
import { emptyReplica } from "./replica.ts";

const generationId = newId("generation");
const at = "2026-11-29T00:00:00.000Z";
const thoughts: PartEvent = {
  type: "open",
  part: { kind: "reasoning", text: "", startedAt: at, endedAt: null },
};

/** The reply after these events of its log. */
function replyAfter(events: readonly GenerationEvent[]): Message {
  const id = newId("message");
  const reply: Message = {
    id,
    threadId: newId("thread"),
    parentId: null,
    seq: 1,
    role: "assistant",
    text: "",
    createdAt: at,
    generation: {
      id: generationId,
      status: "queued",
      model: "m",
      error: null,
      usage: null,
      finishReason: undefined,
    },
  };
  const start = { ...emptyReplica, messages: { [id]: reply } };
  const end = events.reduce(
    (state, event, index) =>
      applyStream(state, {
        type: "stream",
        generationId,
        messageId: id,
        cursor: encodeCursor(generationId, index + 1),
        event,
        at: 0,
      }),
    start,
  );
  return end.messages[id] ?? reply;
}

const event = fc.oneof(
  fc.record({ type: fc.constant("text" as const), text: fc.string({ maxLength: 4 }) }),
  fc.record({ type: fc.constant("append" as const), text: fc.string({ maxLength: 4 }) }),
  fc.constantFrom<GenerationEvent>(
    thoughts,
    { type: "open", part: { kind: "text", text: "a" } },
    { type: "close", at },
    { type: "rethink", startedAt: at, at },
    { type: "restart", attempt: 2 },
  ),
);

test("a reply's text is the words of its parts, after any events", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      const reply = replyAfter(events);
      expect(reply.text).toBe(textOf(partsOf(reply)));
    }),
  );
});

test("a token costs no more late in a long reply that has thoughts than early in it", () => {
  const events: GenerationEvent[] = [
    thoughts,
    { type: "append", text: "hm" },
    { type: "close", at },
    ...Array.from({ length: 60_000 }, () => ({ type: "text" as const, text: "token " })),
  ];
  const startedAt = performance.now();
  expect(replyAfter(events).text).toHaveLength(360_000);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
