import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { interceptSql } from "../../../testing/server/intercept-sql.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";
import { stopGeneration } from "./stop-generation.ts";
import { present } from "../../../testing/present.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

async function finals(generationId: string): Promise<string[]> {
  const chunks = await stage.chunks(generationId);
  return chunks.filter((chunk) => chunk.kind === "final").map((chunk) => chunk.body);
}

describe("stopping", () => {
  test("ends a waiting reply although there is no worker", async () => {
    using node = startTestWorker(stage);
    const asked = await stage.ask();
    const { generationId } = asked;
    const watched = node.watch(generationId);
    const stopped = await stopGeneration(node.deps, { generationId, userId: stage.userId });
    expect(stopped.status).toBe("queued");
    expect((await watched).final?.status).toBe("stopped");
    await node.generate(generationId);
    expect(node.provider.calls).toBe(0);
    expect(await finals(generationId)).toHaveLength(1);
    expect((await stage.message(asked.messageId))?.generation?.status).toBe("stopped");
  });

  test("keeps what was seen, hangs up, and changes nothing afterwards", async () => {
    using node = startTestWorker(stage);
    const asked = await stage.ask();
    const { generationId } = asked;
    const running = node.generate(generationId);
    const call = await node.provider.call();
    call.say("seen");
    await node.watch(generationId, (seen) => seen.text === "seen");
    await stopGeneration(node.deps, { generationId, userId: stage.userId });
    // No notice reaches this worker: the wish shows with the next flush.
    call.say(" and more");
    await call.hungUp;
    await running;
    const message = await stage.message(asked.messageId);
    const watched = await node.watch(generationId);
    expect(message?.generation?.status).toBe("stopped");
    expect(message?.text).toBe(watched.text);
    expect(message?.text.startsWith("seen")).toBe(true);
    const again = await stopGeneration(node.deps, { generationId, userId: stage.userId });
    expect(again.status).toBe("stopped");
    expect(await finals(generationId)).toHaveLength(1);
  });

  test("is noticed when the wish comes between the claim and the first word", async () => {
    const asked = await stage.ask();
    const { generationId } = asked;
    const sql = interceptSql(stage.sql, async (statement, run) => {
      const rows = await run();
      if (statement.includes("with claimed"))
        await stage.sql`update generations set stop_requested = true where id = ${generationId}`;
      return rows;
    });
    using node = startTestWorker(stage, { sql });
    await node.generate(generationId);
    expect((await stage.message(asked.messageId))?.generation?.status).toBe("stopped");
  });

  test("and ending at the same moment give exactly one end", async () => {
    using node = startTestWorker(stage);
    for (let i = 0; i < 20; i++) {
      const asked = await stage.ask();
      const { generationId } = asked;
      const running = node.generate(generationId);
      const call = await node.provider.call(i + 1);
      call.say("all of it");
      const wish = async () => {
        await stopGeneration(node.deps, { generationId, userId: stage.userId });
        node.deps.flusher.stop(generationId);
      };
      if (i % 2) call.finish();
      const wished = wish();
      call.finish();
      await Promise.all([running, wished]);
      const message = present(await stage.message(asked.messageId));
      const { status } = present(message.generation);
      expect(["completed", "stopped"]).toContain(status);
      if (status === "completed") expect(message.text).toBe("all of it");
      const watched = await node.watch(generationId);
      expect(watched.text).toBe(message.text);
      expect(await finals(generationId)).toHaveLength(1);
    }
  });

  test("of a waiting reply while workers claim it gives exactly one end", async () => {
    for (let i = 0; i < 10; i++) {
      using node = startTestWorker(stage);
      const { generationId } = await stage.ask();
      const running = node.generate(generationId);
      const wish = async () => {
        await stopGeneration(node.deps, { generationId, userId: stage.userId });
        node.deps.flusher.stop(generationId);
      };
      await Promise.all([wish(), running]);
      expect(await finals(generationId)).toHaveLength(1);
      expect((await node.watch(generationId)).final?.status).toBe("stopped");
    }
  });

  test("is refused for another user's reply, which continues", async () => {
    using node = startTestWorker(stage);
    const { generationId } = await stage.ask();
    await expect(
      stopGeneration(node.deps, { generationId, userId: "user_somebody" }),
    ).rejects.toMatchObject({ code: "not_found" });
    const running = node.generate(generationId);
    const call = await node.provider.call();
    call.say("unharmed");
    call.finish();
    await running;
    expect((await node.watch(generationId)).final?.status).toBe("completed");
  });
});
