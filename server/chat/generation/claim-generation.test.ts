import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { interceptSql, isFlush } from "../../../testing/server/intercept-sql.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker, type TestWorker } from "../../../testing/server/test-worker.ts";
import { claimGeneration, findAbandoned, releaseGeneration } from "./claim-generation.ts";
import { findNext } from "./find-next.ts";
import { present } from "../../../testing/present.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

describe("claiming", () => {
  test("is won by one of many workers", async () => {
    const { generationId } = await stage.ask();
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, i) => claimGeneration(stage.sql, `node${i}`, generationId)),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    expect(claims.find((claim) => claim !== null)).toMatchObject({ attempt: 1, lastSeq: 0 });
    expect(await claimGeneration(stage.sql, "late", generationId)).toBeNull();
  });

  test("tells nothing about a generation that is not there", async () => {
    expect(await claimGeneration(stage.sql, "node", "gen_missing")).toBeNull();
  });
});

/** What a worker has counted of its takeovers, by what they came after. */
async function takeovers({ deps }: TestWorker) {
  const { values } = await deps.metrics.takeovers.get();
  return Object.fromEntries(values.map(({ labels, value }) => [labels.after, value]));
}

describe("taking over from a dead worker", () => {
  test("begins again under a restart, and the one before can write no more", async () => {
    using dead = startTestWorker(stage);
    using heir = startTestWorker(stage);
    const asked = await stage.ask();
    const lost = dead.generate(asked.generationId);
    const first = await dead.provider.call();
    first.say("lost words");
    await dead.watch(asked.generationId, (seen) => seen.text === "lost words");
    await stage.expireLease(asked.generationId);
    const running = heir.generate(asked.generationId);
    const second = await heir.provider.call();
    first.say("ghost words");
    await first.hungUp;
    await lost;
    second.say("new ");
    second.say("words");
    second.finish();
    await running;
    const watched = await heir.watch(asked.generationId);
    expect(watched).toMatchObject({
      text: "new words",
      attempt: 2,
      final: { status: "completed" },
    });
    expect((await stage.message(asked.messageId))?.text).toBe("new words");
    expect(await takeovers(heir)).toEqual({ handover: 0, loss: 1 });
    const chunks = await stage.chunks(asked.generationId);
    expect(chunks.map((chunk) => chunk.seq)).toEqual(chunks.map((_, i) => i + 1));
    expect(chunks.map((chunk) => chunk.body).join()).not.toContain("ghost");
  });

  test("is seen at once by those who watch on the heir's node", async () => {
    using dead = startTestWorker(stage);
    using heir = startTestWorker(stage);
    const asked = await stage.ask();
    void dead.generate(asked.generationId);
    (await dead.provider.call()).say("lost words");
    const onHeir = heir.watch(asked.generationId, (seen) => seen.attempt === 2);
    await dead.watch(asked.generationId, (seen) => seen.text !== "");
    await heir.watch(asked.generationId, (seen) => seen.text !== "");
    await stage.expireLease(asked.generationId);
    const running = heir.generate(asked.generationId);
    expect(await onHeir).toMatchObject({ text: "", attempt: 2 });
    (await heir.provider.call()).finish();
    await running;
  });

  test("ends as failed when two workers were lost over it, with the last text kept", async () => {
    const asked = await stage.ask();
    // Longer than a chunk, with a pair of surrogates where a cut would fall.
    const texts = ["one", `${"x".repeat(32_767)}${"😀".repeat(30_000)}`];
    // Disposing hands over, and these only seem dead.
    using dead = new DisposableStack();
    for (const text of texts) {
      let isDead = false;
      // It renews no lease either, however long the next one takes to claim the reply.
      const sql = interceptSql(stage.sql, (statement, run) =>
        isDead && isFlush(statement) ? Promise.withResolvers().promise : run(),
      );
      const worker = dead.use(startTestWorker(stage, { sql }));
      void worker.generate(asked.generationId);
      (await worker.provider.call()).say(text);
      await worker.watch(asked.generationId, (seen) => seen.text === text);
      isDead = true;
      await stage.expireLease(asked.generationId);
    }
    using last = startTestWorker(stage);
    await last.generate(asked.generationId);
    expect(last.provider.calls).toBe(0);
    const message = await stage.message(asked.messageId);
    expect(message?.generation).toMatchObject({
      status: "failed",
      error: { code: "workers_lost" },
    });
    expect(message?.text).toBe(present(texts[1]));
    const watched = await last.watch(asked.generationId);
    expect(watched.text).toBe(present(texts[1]));
    expect(watched.final?.status).toBe("failed");
    const longest = (await stage.chunks(asked.generationId)).map((chunk) => chunk.body.length);
    expect(Math.max(...longest)).toBeLessThanOrEqual(32_768);
  });

  test("is not ended by being handed over, however often", async () => {
    const asked = await stage.ask();
    for (let i = 0; i < 5; i++) {
      using worker = startTestWorker(stage);
      const running = worker.generate(asked.generationId);
      (await worker.provider.call()).say("begun");
      await worker.watch(asked.generationId, (seen) => seen.text === "begun");
      worker.deps.flusher.handOver();
      await running;
    }
    using last = startTestWorker(stage);
    const running = last.generate(asked.generationId);
    const call = await last.provider.call();
    call.say("whole");
    call.finish();
    await running;
    expect(await stage.message(asked.messageId)).toMatchObject({
      text: "whole",
      generation: { status: "completed" },
    });
    expect(await takeovers(last)).toEqual({ handover: 1, loss: 0 });
  });

  test("keeps the text of the last attempt that wrote any", async () => {
    const asked = await stage.ask();
    using dead = new DisposableStack();
    for (const text of ["words", null]) {
      const worker = dead.use(startTestWorker(stage));
      void worker.generate(asked.generationId);
      const call = await worker.provider.call();
      if (text !== null) {
        call.say(text);
        await worker.watch(asked.generationId, (seen) => seen.text === text);
      }
      await stage.expireLease(asked.generationId);
    }
    using last = startTestWorker(stage);
    await last.generate(asked.generationId);
    expect((await stage.message(asked.messageId))?.text).toBe("words");
  });
});

describe("looking for what was left behind", () => {
  test("finds expired leases and forgotten waiting ones, oldest first, through the small index", async () => {
    await stage.sql`update generations set status = 'completed'`;
    const [forgotten, expired, held, fresh] = [
      await stage.ask(),
      await stage.ask(),
      await stage.ask(),
      await stage.ask(),
    ];
    await claimGeneration(stage.sql, "node", expired.generationId);
    await claimGeneration(stage.sql, "node", held.generationId);
    await stage.expireLease(expired.generationId);
    await stage.sql`
      update generations set turn = null, created_at = now() - interval '3 seconds'
      where id in (${forgotten.generationId}, ${held.generationId})`;
    expect((await findAbandoned(stage.sql, 10)).ids).toEqual([
      forgotten.generationId,
      expired.generationId,
    ]);
    expect((await findAbandoned(stage.sql, 1)).ids).toEqual([forgotten.generationId]);
    expect(await findNext(stage.sql, 10)).toEqual([fresh.generationId]);
  });

  test("finds those that wait in turns, and before them those that were handed over here", async () => {
    await stage.sql`update generations set status = 'completed'`;
    const [first, second, third] = [await stage.ask(), await stage.ask(), await stage.ask()];
    const other = await stage.askAsOther();
    const handed = await stage.ask();
    const claim = present(await claimGeneration(stage.sql, "node", handed.generationId));
    await releaseGeneration(stage, claim);
    const inTurn = [first, other, second, third].map(({ generationId }) => generationId);
    expect(await findNext(stage.sql, 10)).toEqual(inTurn);
    expect(await findNext(stage.sql, 2)).toEqual(inTurn.slice(0, 2));
    // One with a turn does not come earlier for its job.
    const jobs = [third.generationId, handed.generationId, "gen_that_is_gone"];
    expect(await findNext(stage.sql, 3, jobs)).toEqual([
      handed.generationId,
      ...inTurn.slice(0, 2),
    ]);
  });
});
