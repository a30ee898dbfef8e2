import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../../shared/ids.ts";
import { maxMessageLength, maxQueuedMessages, maxQueuedText } from "../../../../shared/limits.ts";
import { stopGeneration } from "../../generation/stop-generation.ts";
import {
  createQueueStage,
  nextAfter,
  type QueueStage,
  refusalCode,
} from "../../../../testing/server/queue-stage.ts";
import { createLog } from "../../../platform/log.ts";
import { startTestWorker } from "../../../../testing/server/test-worker.ts";
import { regenerateMessage } from "../regenerate-message.ts";
import { sendMessage } from "../send-message.ts";
import { unqueueMessage } from "./unqueue-message.ts";
import { present } from "../../../../testing/present.ts";

let on: QueueStage;
beforeAll(async () => {
  on = await createQueueStage();
});
afterAll(() => on?.[Symbol.asyncDispose]());

describe("a message said during a reply", () => {
  test("waits, and goes out as the answer to the whole reply; the others follow in order", async () => {
    const asked = await on.stage.ask();
    const requests = [nextAfter(asked), nextAfter(asked), nextAfter(asked)] as const;
    for (const request of requests) expect((await on.queue(request)).sent).toBeNull();
    expect((await on.shown(asked.threadId)).queue).toEqual(requests.map(({ id }) => id));
    let generationId = asked.generationId;
    let parentId = asked.messageId;
    for (const { id, replyId } of requests) {
      await on.write(generationId);
      const { messages } = await on.shown(asked.threadId);
      expect(messages.slice(-2)).toEqual([
        { id, parentId },
        { id: replyId, parentId: id },
      ]);
      generationId = await on.generationOf(replyId);
      parentId = replyId;
    }
    expect((await on.shown(asked.threadId)).queue).toEqual([]);
    await on.write(generationId);
    expect((await on.shown(asked.threadId)).messages).toHaveLength(8);
  });

  test("queued fifty times at once is one, also after it went out", async () => {
    const asked = await on.stage.ask();
    const request = nextAfter(asked);
    const answers = await Promise.all(Array.from({ length: 50 }, () => on.queue(request)));
    for (const answer of answers) expect(answer).toEqual(present(answers[0]));
    await on.write(asked.generationId);
    const again = await on.queue(request);
    expect(again.sent).toMatchObject({ message: { id: request.id, text: "next" } });
    expect(again.queue).toEqual([]);
    expect((await on.shown(asked.threadId)).messages).toHaveLength(4);
    expect(await refusalCode(on.queue({ ...request, text: "other" }))).toBe("conflict");
  });

  test("under ids that mean something else is a conflict", async () => {
    const asked = await on.stage.ask();
    const other = await on.stage.ask();
    const request = nextAfter(asked);
    await on.queue(request);
    expect(await refusalCode(on.queue({ ...request, text: "other" }))).toBe("conflict");
    expect(await refusalCode(on.queue({ ...request, replyId: newId("message") }))).toBe("conflict");
    expect(await refusalCode(on.queue(nextAfter(other, { id: request.id })))).toBe("conflict");
    expect(await refusalCode(on.queue(nextAfter(asked, { parentId: other.messageId })))).toBe(
      "not_found",
    );
  });

  test("is one too many at the limit", async () => {
    const asked = await on.stage.ask();
    for (let i = 0; i < maxQueuedMessages; i++) await on.queue(nextAfter(asked));
    expect(await refusalCode(on.queue(nextAfter(asked)))).toBe("conflict");
    expect((await on.shown(asked.threadId)).queue).toHaveLength(maxQueuedMessages);
  });

  test("is refused when all of them together would be too long, and the others stay", async () => {
    const asked = await on.stage.ask();
    const first = nextAfter(asked, { text: "a".repeat(maxMessageLength) });
    await on.queue(first);
    const left = maxQueuedText - maxMessageLength;
    const long = nextAfter(asked, { text: "b".repeat(left + 1) });
    expect(await refusalCode(on.queue(long))).toBe("conflict");
    const fitting = nextAfter(asked, { text: "c".repeat(left) });
    await on.queue(fitting);
    expect(await refusalCode(on.queue(nextAfter(asked)))).toBe("conflict");
    expect((await on.shown(asked.threadId)).queue).toEqual([first.id, fitting.id]);
    const { threadId } = asked;
    await unqueueMessage(on.stage.db, { ...on.own(first.id), threadId });
    expect((await on.queue(long)).sent).toBeNull();
  });

  test("goes out at once when the reply has ended, at the end of its branch", async () => {
    const asked = await on.stage.ask();
    await on.write(asked.generationId);
    const first = nextAfter(asked);
    const second = nextAfter(asked);
    const answers = await Promise.all([on.queue(first), on.queue(second)]);
    const sent = answers.filter((answer) => answer.sent !== null);
    expect(sent).toHaveLength(1);
    const [started, waiting] = answers[0].sent ? [first, second] : [second, first];
    expect((await on.shown(asked.threadId)).queue).toEqual([waiting.id]);
    await on.write(await on.generationOf(started.replyId));
    const { messages } = await on.shown(asked.threadId);
    expect(messages.at(-2)).toEqual({ id: waiting.id, parentId: started.replyId });
  });

  test("a race with the reply's end loses nothing", async () => {
    for (let round = 0; round < 10; round++) {
      const asked = await on.stage.ask();
      const request = nextAfter(asked);
      await Promise.all([on.write(asked.generationId), on.queue(request)]);
      const { messages, queue: waiting } = await on.shown(asked.threadId);
      expect(waiting).toEqual([]);
      expect(messages.at(-2)).toEqual({ id: request.id, parentId: asked.messageId });
    }
  });

  test("is gone with its thread", async () => {
    const asked = await on.stage.ask();
    await on.queue(nextAfter(asked));
    await on.stage.sql`delete from threads where id = ${asked.threadId}`;
    const rows = await on.stage
      .sql`select 1 from queued_messages where thread_id = ${asked.threadId}`;
    expect(rows).toHaveLength(0);
  });
});

describe("after a reply that did not become whole", () => {
  test("what waits is kept until the next whole reply", async () => {
    for (const end of ["stop", "fail"] as const) {
      const asked = await on.stage.ask();
      const request = nextAfter(asked);
      await on.queue(request);
      const { generationId } = asked;
      if (end === "fail") await on.write(generationId, "fail");
      else await stopGeneration(on.worker.deps, { generationId, userId: on.stage.userId });
      expect(await on.shown(asked.threadId)).toMatchObject({ queue: [request.id] });
      const replyId = newId("message");
      await regenerateMessage(on.deps, on.stage.userId, { messageId: asked.messageId, replyId });
      await on.write(await on.generationOf(replyId));
      const { messages, queue: waiting } = await on.shown(asked.threadId);
      expect(waiting).toEqual([]);
      expect(messages.at(-2)).toEqual({ id: request.id, parentId: replyId });
    }
  });

  test("what is typed then goes out after what was held back", async () => {
    for (const end of ["stop", "fail"] as const) {
      const asked = await on.stage.ask();
      const [first, second, typed] = [nextAfter(asked), nextAfter(asked), nextAfter(asked)];
      await on.queue(first);
      await on.queue(second);
      const { generationId, threadId } = asked;
      if (end === "fail") await on.write(generationId, "fail");
      else await stopGeneration(on.worker.deps, { generationId, userId: on.stage.userId });
      expect((await on.queue(typed)).sent).toBeNull();
      const { messages, queue: waiting } = await on.shown(threadId);
      expect(messages.at(-2)).toEqual({ id: first.id, parentId: asked.messageId });
      expect(waiting).toEqual([second.id, typed.id]);
      expect((await on.queue(typed)).queue.map(({ id }) => id)).toEqual([second.id, typed.id]);
      await on.write(await on.generationOf(first.replyId));
      await on.write(await on.generationOf(second.replyId));
      const later = await on.shown(threadId);
      expect(later.messages.at(-2)).toEqual({ id: typed.id, parentId: second.replyId });
      expect(later.queue).toEqual([]);
    }
  });

  test("what is typed goes out alone once what was held back is removed", async () => {
    const asked = await on.stage.ask();
    const [held, typed] = [nextAfter(asked), nextAfter(asked)];
    await on.queue(held);
    await on.write(asked.generationId, "fail");
    const of = { threadId: asked.threadId, userId: on.stage.userId };
    await unqueueMessage(on.stage.db, { id: held.id, ...of });
    expect((await on.queue(typed)).sent).toMatchObject({ message: { id: typed.id } });
  });

  test("a program that names the parent goes first", async () => {
    const asked = await on.stage.ask();
    const waiting = nextAfter(asked);
    await on.queue(waiting);
    await on.write(asked.generationId, "fail");
    const { messageId: parentId, threadId } = asked;
    const send = { ...nextAfter(asked), threadId, parentId, text: "instead" };
    const { reply } = await sendMessage(on.deps, on.stage.userId, send);
    expect((await on.shown(threadId)).queue).toEqual([waiting.id]);
    await on.write(reply.generation?.id ?? "");
    expect((await on.shown(threadId)).messages.at(-2)).toEqual({
      id: waiting.id,
      parentId: reply.id,
    });
  });
});

test("an id that was taken meanwhile does not keep the reply before it from ending, and is logged", async () => {
  let lines = "";
  const log = createLog("warn", { write: (text) => (lines += text) });
  using worker = startTestWorker(on.stage, { log });
  const asked = await on.stage.ask();
  const taken = nextAfter(asked);
  const after = nextAfter(asked);
  await on.queue(taken);
  await on.queue(after);
  const replyId = taken.id;
  await regenerateMessage(on.deps, on.stage.userId, { messageId: asked.messageId, replyId });
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call(1);
  call.say("text");
  call.finish();
  await running;
  expect((await on.stage.message(asked.messageId))?.generation?.status).toBe("completed");
  const { messages, queue: waiting } = await on.shown(asked.threadId);
  expect(waiting).toEqual([]);
  expect(messages.at(-2)).toEqual({ id: after.id, parentId: asked.messageId });
  expect(JSON.parse(lines)).toMatchObject({ level: 40, messageId: taken.id });
  expect(lines).not.toContain(taken.text);
});

test("every change of the queue is told to the person's tabs", async () => {
  const asked = await on.stage.ask();
  const request = nextAfter(asked);
  await on.queue(request);
  await on.write(asked.generationId);
  const events = await on.stage.sql<{ type: string; queue: unknown[] }[]>`
    select event->>'type' as type, event->'queue' as queue from feed_events
    where user_id = ${on.stage.userId}
      and coalesce(event->>'threadId', event->'thread'->>'id', event->'message'->>'threadId') = ${asked.threadId}
    order by seq`;
  expect(events.slice(3).map(({ type }) => type)).toEqual([
    "queue.put",
    "thread.put",
    "message.put",
    "message.put",
    "thread.put",
    "queue.put",
  ]);
  expect(events[3]?.queue).toMatchObject([{ id: request.id, text: "next", urgent: false }]);
  expect(events.at(-1)?.queue).toEqual([]);
});
