import type { PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import type { QueueName } from "../../../shared/job-names.ts";
import type { Logger } from "../log.ts";
import { idleStepMs, type Pace } from "../pace.ts";

/**
 * How often a node in use looks for due jobs, in milliseconds: a retry starts at most this late.
 */
const liveLookMs = 4_000;

/** Shortest pause before a look for a job that is known to become due, in milliseconds. */
const shortestPauseMs = 250;

/** Dependencies of the look-ups. */
export interface WakeDeps {
  boss: Pick<PgBoss, "notifyWorker">;
  sql: Sql;
  log: Logger;
  pace: Pick<Pace, "every" | "touch">;
}

/** Looks for due jobs until disposed. */
export interface DueJobs extends AsyncDisposable {
  /** Looks now. Resolves when done; never rejects. */
  look(): Promise<void>;
}

/**
 * Wakes a queue's fetcher for due jobs without a notice: retries, delayed jobs, and those an admin
 * has put back. One statement covers all queues, instead of one poll per fetcher. An idle node
 * looks rarely; if a look finds when the next job is due, another follows at that time.
 *
 * @param workers the id of a fetcher for each queue
 */
export function wakeForDueJobs(
  { boss, sql, log, pace }: WakeDeps,
  workers: ReadonlyMap<QueueName, string>,
): DueJobs {
  let looking: Promise<void> | undefined;
  let isFailing = false;
  let next: Timer | undefined;
  let closed = false;
  const lookNow = async () => {
    try {
      const { queues, nextInMs } = await findDue(sql, [...workers.keys()]);
      for (const { name, isDue, isBusy } of queues) {
        const worker = workers.get(name);
        if (isDue && worker !== undefined) boss.notifyWorker(worker);
        // Running jobs need the live pace, because their worker may have died.
        if (isBusy) pace.touch();
      }
      lookAgainIn(nextInMs);
      isFailing = false;
    } catch (error) {
      // Only log the first failure of an outage.
      if (!isFailing) log.warn({ err: error }, "could not look for due jobs");
      isFailing = true;
    }
  };
  const look = () =>
    (looking ??= lookNow().finally(() => {
      looking = undefined;
    }));
  const lookAgainIn = (ms: number | null) => {
    clearTimeout(next);
    if (closed || ms === null || ms >= idleStepMs) return;
    next = setTimeout(() => void look(), Math.max(ms, shortestPauseMs));
  };
  const looks = pace.every({ liveMs: liveLookMs, idleMs: idleStepMs, run: () => void look() });
  return {
    look,
    async [Symbol.asyncDispose]() {
      closed = true;
      looks[Symbol.dispose]();
      clearTimeout(next);
      await looking;
    },
  };
}

/** A queue, and whether it has a due job or a running one on any node. */
interface QueueState {
  name: QueueName;
  isDue: boolean;
  isBusy: boolean;
}

/** Queues with work, and when the next job becomes due; null when none will. */
interface Due {
  queues: QueueState[];
  nextInMs: number | null;
}

/** A few index look-ups per queue, however many jobs wait. */
async function findDue(sql: Sql, names: QueueName[]): Promise<Due> {
  const rows = await sql<(QueueState & { nextInMs: number | null })[]>`
    select name, "isDue", "isBusy",
      extract(epoch from "nextAt" - now())::float8 * 1000 as "nextInMs"
    from unnest(${names}::text[]) as queue(name),
    lateral (
      select
        exists (
          select 1 from pgboss.job
          where job.name = queue.name and state < 'active' and start_after <= now() offset 0
        ) as "isDue",
        exists (
          select 1 from pgboss.job where job.name = queue.name and state = 'active' offset 0
        ) as "isBusy",
        (
          select min("nextAt") from unnest('{created,retry}'::pgboss.job_state[]) as waiting(state),
          lateral (
            select start_after as "nextAt" from pgboss.job
            where job.name = queue.name and job.state = waiting.state and not blocked
              and start_after > now()
            order by start_after limit 1
          ) as first
        ) as "nextAt"
      offset 0
    ) as jobs
    where "isDue" or "isBusy" or "nextAt" is not null`;
  const pauses = rows.flatMap(({ nextInMs }) => (nextInMs === null ? [] : [nextInMs]));
  return { queues: rows, nextInMs: pauses.length > 0 ? Math.min(...pauses) : null };
}
