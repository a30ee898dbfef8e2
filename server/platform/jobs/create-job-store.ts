import { sql as drizzleSql } from "drizzle-orm";
import { fromDrizzle, type PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import type { DeadJobName, JobStore } from "./job-store.ts";
import type { Transaction } from "../db/client.ts";
import { noticeChannels } from "../streams/notices.ts";
import { listDead } from "./list-dead.ts";
import { deadLetterOf, type Queues } from "./queue-settings.ts";
import { readDepths } from "./read-depths.ts";
import { readStatistics } from "./read-statistics.ts";

/** Jobs as admins see them, stored by pg-boss. */
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
      const { everySeconds, retryLimit } = queues[queue];
      const schedule = everySeconds === undefined ? null : scheduleOf(everySeconds);
      return { tries: retryLimit + 1, schedule };
    },
    listDead: (page) => listDead(sql, page),
    statistics: (queue, span) => readStatistics(boss, { queue, span }),
    lockDead,
    async revive(tx, { queue, jobId }) {
      const options = { ids: [jobId], destination: queue, ...within(tx) };
      const revived = (await boss.redrive(deadLetterOf(queue), options)) === 1;
      // pg-boss notifies only about new jobs.
      await tx.execute(drizzleSql`select pg_notify(${noticeChannels.jobs}, ${queue})`);
      return revived;
    },
    async discard(tx, { queue, jobId }) {
      await boss.deleteJob(deadLetterOf(queue), jobId, within(tx));
    },
  };
}

/** A period in cron notation, which admins know, and its next start. */
function scheduleOf(everySeconds: number): { cron: string; next: string } {
  const next = (Math.floor(Date.now() / 1_000 / everySeconds) + 1) * everySeconds;
  const minutes = everySeconds / 60;
  return {
    cron: minutes === 1 ? "* * * * *" : `*/${minutes} * * * *`,
    next: new Date(next * 1_000).toISOString(),
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
