import { expect, test } from "bun:test";
import { queues } from "../../app/queues.ts";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { openDatabase } from "../db/client.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics/create-metrics.ts";
import type { PacedTask } from "../pace.ts";
import { startJobs } from "./boss.ts";
import { type DueChecks, makeScheduledJobs } from "./make-scheduled-jobs.ts";
import { noTracer } from "../tracing/tracer.ts";

/** A node that makes scheduled jobs whenever its test says so. */
async function startSchedule(databaseUrl: string, isDue: DueChecks) {
  await using opening = new AsyncDisposableStack();
  const log = createLog("silent");
  const metrics = createMetrics();
  const client = opening.use(openDatabase(databaseUrl, 1));
  const jobs = opening.use(
    await startJobs({
      queues,
      databaseUrl,
      sql: client.sql,
      working: true,
      log,
      metrics,
      tracer: noTracer,
    }),
  );
  let task: PacedTask | undefined;
  const pace = {
    every(given: PacedTask) {
      task = given;
      return { [Symbol.dispose]() {} };
    },
  };
  const { boss } = jobs;
  const opened = opening.move();
  return {
    /** One look, to its end. */
    async look() {
      const schedule = makeScheduledJobs({ boss, queues, isDue, log, metrics, pace });
      task?.run();
      await schedule[Symbol.asyncDispose]();
    },
    made: async () =>
      (
        await client.sql<{ name: string }[]>`
        select name from pgboss.job where name in ('rollup', 'cleanup') order by name`
      ).map(({ name }) => name),
    async failures() {
      return (await metrics.jobQueueErrors.get()).values[0]?.value;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

test("however many nodes look, a period has one job of each schedule", async () => {
  await using database = await createTestDatabase();
  await using one = await startSchedule(database.url, {});
  await using other = await startSchedule(database.url, {});
  // A period may end between two looks, but not two of them within the looks of this test.
  for (let look = 0; look < 3; look++) await Promise.all([one.look(), other.look()]);
  const made = await one.made();
  for (const name of ["rollup", "cleanup"]) {
    const times = made.filter((each) => each === name).length;
    expect(times).toBeGreaterThanOrEqual(1);
    expect(times).toBeLessThanOrEqual(2);
  }
});

test("a job that would find nothing to do is not made", async () => {
  await using database = await createTestDatabase();
  await using node = await startSchedule(database.url, { rollup: async () => false });
  await node.look();
  expect(await node.made()).toEqual(["cleanup"]);
});

test("a look that fails is counted, and the next one makes the job", async () => {
  await using database = await createTestDatabase();
  let looks = 0;
  const rollup = async () => {
    if (looks++ === 0) throw new Error("the database is away");
    return true;
  };
  await using node = await startSchedule(database.url, { rollup, cleanup: () => false });
  await node.look();
  expect(await node.failures()).toBe(1);
  expect(await node.made()).toEqual([]);
  await node.look();
  expect(await node.made()).toEqual(["rollup"]);
});
