import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { PgBoss } from "pg-boss";
import { queueNames } from "../../../shared/job-names.ts";
import { openDatabase } from "../db/client.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics/create-metrics.ts";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { startJobs } from "./boss.ts";
import { queues } from "../../app/queues.ts";
import { keptReason, reasonOf } from "./reason.ts";
import { noTracer } from "../tracing/tracer.ts";

/** The part of a node that leaves jobs; none is worked on here. */
async function startQueues(databaseUrl: string, working = false) {
  const client = openDatabase(databaseUrl, 1);
  const jobs = await startJobs({ queues, databaseUrl, sql: client.sql, ...options, working });
  return {
    ...jobs,
    db: client.db,
    async [Symbol.asyncDispose]() {
      await jobs[Symbol.asyncDispose]();
      await client[Symbol.asyncDispose]();
    },
  };
}

const options = { log: createLog("silent"), metrics: createMetrics(), tracer: noTracer };

test("an older version's queues get the settings of now, and keep their jobs", async () => {
  await using database = await createTestDatabase();
  const older = new PgBoss({ connectionString: database.url, supervise: false, schedule: false });
  older.on("error", () => {});
  await older.start();
  await older.createQueue("mail_dead", { retentionSeconds: 60 });
  const longestPause = { retryBackoff: true, retryDelayMax: 7 };
  const deadLetter = "mail_dead";
  await older.createQueue("mail", {
    ...longestPause,
    retryLimit: 1,
    expireInSeconds: 5,
    deadLetter,
  });
  await older.createQueue("title", { retryLimit: 1, retryBackoff: false });
  const id = await older.send("mail", { mailId: "mail_1" });
  await older.stop({ graceful: false });

  for (let start = 0; start < 2; start++) {
    await using jobs = await startQueues(database.url, true);
    for (const name of queueNames) {
      const { retryLimit, retryDelay, retryBackoff, expireInSeconds } = queues[name];
      expect(await jobs.boss.getQueue(name)).toMatchObject({
        retryLimit,
        retryDelay,
        retryBackoff,
        expireInSeconds,
        notify: true,
        deadLetter: `${name}_dead`,
      });
      expect(await jobs.boss.getQueue(`${name}_dead`)).toMatchObject({
        retentionSeconds: 30 * 86_400,
      });
    }
    expect((await jobs.boss.getQueue("mail"))?.retryDelayMax).toBeGreaterThan(86_400);
    expect((await jobs.boss.findJobs("mail")).map((job) => job.id)).toEqual([id ?? ""]);
  }
});

test("nothing is enqueued that its queue would not take", async () => {
  await using database = await createTestDatabase();
  await using jobs = await startQueues(database.url);
  const enqueue = jobs.db.transaction((tx) =>
    jobs.queue.enqueue(tx, "mail", { mailId: "a secret" }),
  );
  expect(await enqueue.catch(String)).toBe(
    "Error: the payload does not fit the queue mail: mailId (invalid_format)",
  );
  expect(await jobs.boss.findJobs("mail")).toEqual([]);
});

test("depths are read without looking at what has ended", async () => {
  await using database = await createTestDatabase();
  await using jobs = await startQueues(database.url);
  const { db } = jobs;
  await db.execute(sql`
    insert into pgboss.job (name, state, completed_on)
    select 'title', 'completed', now() from generate_series(1, 2000)`);
  await db.execute(sql`analyze pgboss.job`);
  const looked = async () => {
    await db.execute(sql`select pg_stat_force_next_flush()`);
    const [row] = await db.execute<{ rows: number }>(sql`
      select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_user_tables
      where relname = 'job_common'`);
    return row?.rows ?? 0;
  };
  const before = await looked();
  await jobs.store.depths();
  expect((await looked()) - before).toBeLessThan(100);
});

test("a reason has no parameters of a statement, and is short", () => {
  const failed = new Error("Failed query: insert\nparams: a secret", {
    cause: new Error("value too long"),
  });
  expect(reasonOf(failed)).toBe("Error: value too long");
  expect(reasonOf(new Error("Failed query: insert\nparams: a secret"))).toBe("Failed query");
  expect(reasonOf(new TypeError("x".repeat(1_000)))).toHaveLength(500);
  expect(keptReason({ value: { message: "job timed out" } })).toBe("job timed out");
  expect(keptReason({ message: "so" })).toBe("so");
  expect(keptReason(null)).toBeNull();
});
