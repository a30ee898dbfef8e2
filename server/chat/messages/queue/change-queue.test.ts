import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../../shared/ids.ts";
import {
  createQueueStage,
  nextAfter,
  type QueueStage,
  refusalCode,
} from "../../../../testing/server/queue-stage.ts";
import { deleteRemoved, removedKeptSeconds } from "./delete-removed.ts";
import { sendQueuedNow } from "./send-queued-now.ts";
import { unqueueMessage } from "./unqueue-message.ts";

let on: QueueStage;
beforeAll(async () => {
  on = await createQueueStage();
});
afterAll(() => on?.[Symbol.asyncDispose]());

const takeBack = ({ id, threadId }: { id: string; threadId: string }) =>
  unqueueMessage(on.stage.db, { ...on.own(id), threadId });

describe("sending a waiting message now", () => {
  test("stops the reply before it and overtakes the others", async () => {
    const asked = await on.stage.ask();
    const first = nextAfter(asked);
    const urgent = nextAfter(asked);
    await on.queue(first);
    await on.queue(urgent);
    const running = on.worker.generate(asked.generationId);
    const call = await on.worker.provider.call(on.worker.provider.calls + 1);
    call.say("seen");
    await on.worker.watch(asked.generationId, (seen) => seen.text === "seen");
    const answer = await sendQueuedNow(on.deps, on.own(urgent.id));
    expect(answer.queue.map(({ id, urgent: isUrgent }) => [id, isUrgent])).toEqual([
      [urgent.id, true],
      [first.id, false],
    ]);
    expect((await sendQueuedNow(on.deps, on.own(urgent.id))).queue).toEqual(answer.queue);
    call.say(" more");
    await call.hungUp;
    await running;
    expect((await on.stage.message(asked.messageId))?.generation?.status).toBe("stopped");
    const { messages, queue: waiting } = await on.shown(asked.threadId);
    expect(messages.at(-2)).toEqual({ id: urgent.id, parentId: asked.messageId });
    expect(waiting).toEqual([first.id]);
    // Its answer may have been lost: the repetition finds it sent, and says so without a fault.
    const again = await sendQueuedNow(on.deps, on.own(urgent.id));
    expect(again.queue.map(({ id }) => id)).toEqual([first.id]);
    await on.write(await on.generationOf(urgent.replyId));
    expect((await on.shown(asked.threadId)).messages.at(-2)?.id).toBe(first.id);
  });

  test("ends a reply that still waits for a worker", async () => {
    const asked = await on.stage.ask();
    const request = nextAfter(asked);
    await on.queue(request);
    await sendQueuedNow(on.deps, on.own(request.id));
    const { messages } = await on.shown(asked.threadId);
    expect(messages.at(-2)).toEqual({ id: request.id, parentId: asked.messageId });
  });

  test("starts the reply at once when the one before has ended", async () => {
    const asked = await on.stage.ask();
    const request = nextAfter(asked);
    const last = nextAfter(asked);
    await on.queue(request);
    await on.queue(last);
    await on.write(asked.generationId, "fail");
    const { queue: waiting } = await sendQueuedNow(on.deps, on.own(request.id));
    expect(waiting.map(({ id }) => id)).toEqual([last.id]);
    await on.write(await on.generationOf(request.replyId));
    expect((await on.shown(asked.threadId)).messages.at(-2)).toEqual({
      id: last.id,
      parentId: request.replyId,
    });
  });
});

describe("taking a waiting message back", () => {
  test("removes it for good, and its text", async () => {
    const asked = await on.stage.ask();
    const request = nextAfter(asked);
    await on.queue(request);
    expect((await takeBack(request)).queue).toEqual([]);
    expect((await takeBack(request)).queue).toEqual([]);
    expect(await refusalCode(sendQueuedNow(on.deps, on.own(request.id)))).toBe("conflict");
    expect(await refusalCode(on.queue(request))).toBe("conflict");
    await on.write(asked.generationId);
    expect((await on.shown(asked.threadId)).messages).toHaveLength(2);
    const rows = await on.stage.sql`select text from queued_messages where id = ${request.id}`;
    expect([...rows]).toEqual([{ text: "" }]);
  });

  test("is remembered for a day, and then forgotten", async () => {
    const asked = await on.stage.ask();
    const [old, young, waiting] = [nextAfter(asked), nextAfter(asked), nextAfter(asked)];
    for (const request of [old, young, waiting]) await on.queue(request);
    for (const { id } of [old, young]) await takeBack({ id, threadId: asked.threadId });
    const age = (id: string, seconds: number) =>
      on.stage
        .sql`update queued_messages set removed_at = now() - ${seconds} * interval '1 second' where id = ${id}`;
    await age(old.id, removedKeptSeconds + 1);
    await age(young.id, removedKeptSeconds - 60);
    expect(await deleteRemoved(on.stage.sql, 100)).toBe(1);
    expect(await deleteRemoved(on.stage.sql, 100)).toBe(0);
    expect(await refusalCode(on.queue(young))).toBe("conflict");
    const rows = await on.stage.sql`select id from queued_messages where id = ${old.id}`;
    expect(rows).toHaveLength(0);
    expect((await on.shown(asked.threadId)).queue).toEqual([waiting.id]);
  });

  test("before it has come lets it never come, however it is said", async () => {
    const asked = await on.stage.ask();
    const [late, racing] = [nextAfter(asked), nextAfter(asked)];
    expect((await takeBack(late)).queue).toEqual([]);
    expect(await refusalCode(on.queue(late))).toBe("conflict");
    await Promise.allSettled([on.queue(racing), takeBack(racing)]);
    expect((await on.shown(asked.threadId)).queue).toEqual([]);
    await on.write(asked.generationId);
    expect(await refusalCode(on.queue(late))).toBe("conflict");
    expect((await on.shown(asked.threadId)).messages).toHaveLength(2);
  });

  test("is refused for another user's thread, or with an id that is queued elsewhere", async () => {
    const [asked, other] = [await on.stage.ask(), await on.stage.ask()];
    const waiting = nextAfter(asked);
    await on.queue(waiting);
    const { threadId } = other;
    expect(await refusalCode(takeBack({ ...waiting, threadId }))).toBe("not_found");
    const foreign = { id: newId("message"), threadId, userId: newId("user") };
    expect(await refusalCode(unqueueMessage(on.stage.db, foreign))).toBe("not_found");
    expect((await on.shown(asked.threadId)).queue).toEqual([waiting.id]);
  });

  test("is refused once it is sent", async () => {
    const asked = await on.stage.ask();
    const request = nextAfter(asked);
    await on.queue(request);
    await on.write(asked.generationId);
    expect(await refusalCode(takeBack(request))).toBe("conflict");
  });
});
