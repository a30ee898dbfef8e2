import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import type { AnalyticsFact } from "../../shared/analytics.ts";
import { newId } from "../../shared/ids.ts";
import { continueMessage } from "../chat/generation/continue-message.ts";
import { sendQueuedNow } from "../chat/messages/queue/send-queued-now.ts";
import { regenerateMessage } from "../chat/messages/regenerate-message.ts";
import { createQueueStage, nextAfter, type QueueStage } from "../../testing/server/queue-stage.ts";
import { startTestWorker } from "../../testing/server/test-worker.ts";

let on: QueueStage;
beforeAll(async () => {
  on = await createQueueStage();
});
afterAll(() => on?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await on.stage.sql`truncate analytics_events`;
});

/** What is written down, the oldest first, in short. */
async function told(): Promise<string[]> {
  const rows = await on.stage.sql<{ fact: AnalyticsFact }[]>`
    select fact from analytics_events order by seq`;
  return rows.map(({ fact }) => {
    if (fact.kind === "message") return `${fact.role} says`;
    return fact.kind === "generation_finished" ? fact.outcome : fact.kind;
  });
}

describe("however a reply comes about and ends, it and its messages are each written down once", () => {
  test("one that a waiting message gets", async () => {
    const asked = await on.stage.ask();
    const request = nextAfter(asked);
    await on.queue(request);
    expect(await told()).toEqual(["user says"]);
    await on.write(asked.generationId);
    const first = ["user says", "completed", "assistant says", "user says"];
    expect(await told()).toEqual(first);
    await on.write(await on.generationOf(request.replyId), "fail");
    expect(await told()).toEqual([...first, "failed", "assistant says"]);
  });

  test("one more to the same message", async () => {
    const asked = await on.stage.ask();
    await on.write(asked.generationId);
    const replyId = newId("message");
    const { messageId } = asked;
    await regenerateMessage(on.deps, on.stage.userId, { messageId, replyId });
    await on.write(await on.generationOf(replyId));
    expect(await told()).toEqual([
      "user says",
      "completed",
      "assistant says",
      "completed",
      "assistant says",
    ]);
  });

  test("one that is continued, whose message is recorded once", async () => {
    const asked = await on.stage.ask();
    await on.write(asked.generationId, "fail");
    const generationId = newId("generation");
    const { messageId } = asked;
    await continueMessage(on.deps, on.stage.userId, { messageId, generationId });
    await on.write(generationId);
    expect(await told()).toEqual(["user says", "failed", "assistant says", "completed"]);
  });

  test("one that is stopped before a worker claims it", async () => {
    const asked = await on.stage.ask();
    const request = nextAfter(asked);
    await on.queue(request);
    await sendQueuedNow(on.deps, on.own(request.id));
    expect((await told()).toSorted()).toEqual(["stopped", "user says", "user says"]);
  });

  test("one that several workers die of", async () => {
    const asked = await on.stage.ask();
    // Disposing hands over, and these only seem dead.
    using dead = new DisposableStack();
    for (const text of ["one", "two"]) {
      const worker = dead.use(startTestWorker(on.stage));
      void worker.generate(asked.generationId);
      (await worker.provider.call()).say(text);
      await worker.watch(asked.generationId, (seen) => seen.text === text);
      await on.stage.expireLease(asked.generationId);
    }
    using last = startTestWorker(on.stage);
    await last.generate(asked.generationId);
    expect(await told()).toEqual(["user says", "failed", "assistant says"]);
  });
});
