import type { PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import type { QueueName } from "../../../shared/job-names.ts";
import type { Logger } from "../log.ts";
import { idleStepMs, type Pace } from "../pace.ts";

/** How often a node in use looks for due jobs, in milliseconds: a later try starts at most this late. */
const liveLookMs = 4_000;

/** Shortest pause before a look for a job that is known to become due, in milliseconds. */
const shortestPauseMs = 250;

/** What the looks need of their node. */
export interface WakeDeps {
  boss: Pick<PgBoss, "notifyWorker">;
  sql: Sql;
  log: Logger;
  pace: Pick<Pace, "every" | "touch">;
}

/** Looks for due jobs. Disposing ends it. */
export interface DueJobs extends AsyncDisposable {
  /** Looks now. Resolves when that is done; never rejects. */
  look(): Promise<void>;
}

/**
 * Wakes a queue's fetcher when a job is due that no notice announces: a later try, a job with a delay, one
 * that an admin has put back. One statement looks at all queues, where each fetcher would poll for
 * itself. An idle node looks seldom; a look that finds when the next job is due is followed by one then.
 *
 * @param workers a fetcher's id for each queue
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
        // Jobs in progress are watched over at the live pace, because their worker may have died.
        if (isBusy) pace.touch();
      }
      lookAgainIn(nextInMs);
      isFailing = false;
    } catch (error) {
      // The first failure of an outage says enough.
      if (!isFailing) log.warn({ err: error }, "due jobs not looked for");
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

/** A queue, and whether it has a job that could run now or one that runs on some node. */
interface QueueState {
  name: QueueName;
  isDue: boolean;
  isBusy: boolean;
}

/** What a look finds: queues with anything to do, and when the next job becomes due; null when none will. */
interface Due {
  queues: QueueState[];
  nextInMs: number | null;
}

/** A few looks at an index for each queue, however many jobs wait. */
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
