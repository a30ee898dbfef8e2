import type { PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import type { QueueName } from "../../../shared/job-names.ts";
import type { Logger } from "../log.ts";

/** How often due jobs are looked for, in milliseconds: a later try starts at most so much late. */
const lookMs = 5_000;

/**
 * Wakes a queue's fetcher when a job is due of which no notice tells: a later try, one that was to
 * wait, one that an admin has put back. One statement looks at all queues, where each fetcher would
 * poll for itself. Disposing stops it.
 *
 * @param workers a fetcher's id for each queue
 */
export function wakeForDueJobs(
  { boss, sql, log }: { boss: Pick<PgBoss, "notifyWorker">; sql: Sql; log: Logger },
  workers: ReadonlyMap<QueueName, string>,
): AsyncDisposable {
  let looking: Promise<void> | undefined;
  let isFailing = false;
  const look = async () => {
    try {
      for (const name of await findDueQueues(sql, [...workers.keys()])) {
        const worker = workers.get(name);
        if (worker !== undefined) boss.notifyWorker(worker);
      }
      isFailing = false;
    } catch (error) {
      // The first failure of an outage says enough.
      if (!isFailing) log.warn({ err: error }, "due jobs not looked for");
      isFailing = true;
    }
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, lookMs);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Those of the queues that hold a job which could run now: one look at an index for each. */
async function findDueQueues(sql: Sql, names: QueueName[]): Promise<QueueName[]> {
  const rows = await sql<{ name: QueueName }[]>`
    select queue.name from unnest(${names}::text[]) as queue(name)
    where exists (
      select 1 from pgboss.job
      where job.name = queue.name and state < 'active' and start_after <= now() offset 0
    )`;
  return rows.map(({ name }) => name);
}
