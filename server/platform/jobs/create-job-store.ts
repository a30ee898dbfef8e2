import { sql as drizzleSql } from "drizzle-orm";
import { fromDrizzle, type PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import type { DeadJobName, JobStore } from "./job-store.ts";
import type { Transaction } from "../db/client.ts";
import { listDead } from "./list-dead.ts";
import { deadLetterOf, type Queues } from "./queue-settings.ts";
import { readDepths } from "./read-depths.ts";
import { readStatistics } from "./read-statistics.ts";

/** Jobs as admins see them, kept by pg-boss. */
export function createJobStore({
  boss,
  sql,
  queues,
}: {
  boss: PgBoss;
  sql: Sql;
  queues: Queues;
}): JobStore {
  const within = (tx: Transaction) => ({ db: fromDrizzle(tx, drizzleSql) });
  return {
    depths: () => readDepths(sql),
    describe(queue) {
      const { cron, retryLimit } = queues[queue];
      const [next] = cron === undefined ? [] : boss.previewSchedule(cron, { count: 1 });
      const schedule =
        cron === undefined || next === undefined ? null : { cron, next: next.toISOString() };
      return { tries: retryLimit + 1, schedule };
    },
    listDead: (page) => listDead(sql, page),
    statistics: (queue, span) => readStatistics(boss, { queue, span }),
    lockDead,
    async revive(tx, { queue, jobId }) {
      const options = { ids: [jobId], destination: queue, ...within(tx) };
      return (await boss.redrive(deadLetterOf(queue), options)) === 1;
    },
    async discard(tx, { queue, jobId }) {
      await boss.deleteJob(deadLetterOf(queue), jobId, within(tx));
    },
  };
}

async function lockDead(
  tx: Transaction,
  { queue, jobId }: DeadJobName,
): Promise<{ payload: unknown } | null> {
  const [job] = await tx.execute<{ payload: unknown }>(drizzleSql`
    select data as payload from pgboss.job
    where name = ${deadLetterOf(queue)} and id = ${jobId} and state < 'active'
    for update`);
  return job ?? null;
}
