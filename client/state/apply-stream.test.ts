import { expect, test } from "bun:test";
import fc from "fast-check";
import { encodeCursor } from "../../shared/cursor.ts";
import type { GenerationEvent } from "../../shared/generation-event.ts";
import { newId } from "../../shared/ids.ts";
import type { Message } from "../../shared/message.ts";
import { partsOf, textOf } from "../../shared/apply-part-event.ts";
import type { PartEvent } from "../../shared/parts.ts";
import { applyStream } from "./apply-stream.ts";
import { emptyReplica, type ReplicaState } from "./replica.ts";
import { busyTimeOf, quickest } from "../../testing/quickest.ts";

const generationId = newId("generation");
const at = "2026-11-29T00:00:00.000Z";
const thoughts: PartEvent = {
  type: "open",
  part: { kind: "reasoning", text: "", startedAt: at, endedAt: null },
};

const id = newId("message");

/** The state after these events of a reply's log, each received at this moment. */
function stateAfter(events: readonly GenerationEvent[], receivedAt: number): ReplicaState {
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
  const start: ReplicaState = { ...emptyReplica, messages: { [id]: reply } };
  return events.reduce(
    (state, event, index) =>
      applyStream(state, {
        type: "stream",
        generationId,
        messageId: id,
        cursor: encodeCursor(generationId, index + 1),
        event,
        at: receivedAt,
      }),
    start,
  );
}

/** The reply after these events of its log. */
function replyAfter(events: readonly GenerationEvent[]): Message {
  const reply = stateAfter(events, 0).messages[id];
  if (!reply) throw new Error("the reply is gone");
  return reply;
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
    { type: "wait", until: at, ms: 5_000 },
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

test("a token costs no more late in a long reply that has thoughts than early in it", async () => {
  const events: GenerationEvent[] = [
    thoughts,
    { type: "append", text: "hm" },
    { type: "close", at },
    ...Array.from({ length: 60_000 }, () => ({ type: "text" as const, text: "token " })),
  ];
  const mostMs = 1_000;
  const apply = () => expect(replyAfter(events).text).toHaveLength(360_000);
  expect(await quickest(mostMs, () => busyTimeOf(apply))).toBeLessThan(mostMs);
});

test("a busy model server is known until the next event, by this device's clock", () => {
  const streamsAfter = (events: readonly GenerationEvent[], receivedAt: number) =>
    stateAfter(events, receivedAt).streams[generationId];
  const until = Date.parse(at) + 13_000;
  const wait = { type: "wait" as const, until: new Date(until).toISOString(), ms: 13_000 };
  // At once; eight seconds later; with a clock that is an hour behind.
  expect(streamsAfter([wait], Date.parse(at))?.waitsUntil).toBe(until);
  expect(streamsAfter([wait], Date.parse(at) + 8_000)?.waitsUntil).toBe(until);
  expect(streamsAfter([wait], Date.parse(at) - 3_600_000)?.waitsUntil).toBe(until - 3_600_000);
  for (const next of [{ type: "text", text: "a" }, thoughts] as const)
    expect(streamsAfter([wait, next], 0)).not.toHaveProperty("waitsUntil");
});

test("a reply's place in a busy model server's queue is known until its turn", () => {
  const waitsAfter = (...events: GenerationEvent[]) => stateAfter(events, 0).streams[generationId];
  const place = (ahead?: number) => ({
    type: "wait" as const,
    until: at,
    ms: 0,
    ...(ahead === undefined ? {} : { ahead }),
  });
  expect(waitsAfter(place(3))).toMatchObject({ ahead: 3 });
  expect(waitsAfter(place(3), place(0))).toMatchObject({ ahead: 0 });
  for (const next of [place(), { type: "text" as const, text: "a" }])
    expect(Object.keys(waitsAfter(place(3), next) ?? {})).toEqual(["cursor", "lastTextAt"]);
  expect(waitsAfter(place(3))).not.toHaveProperty("waitsUntil");
});
