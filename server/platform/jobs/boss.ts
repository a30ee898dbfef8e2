import { sql as drizzleSql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import { queueNames } from "../../../shared/job-names.ts";
import type { JobStore } from "../../people/admin/jobs/job-store.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import { declareQueues } from "./declare-queues.ts";
import type { JobQueue } from "./job-queue.ts";
import { createJobStore } from "./job-store.ts";
import { readPayload, settingsOf } from "./queues.ts";

/** Admins look a week back; a day more covers the bucket in which it begins. */
const statisticsKeptDays = 8;

/**
 * How often pg-boss looks for what is not used here or may come late, in seconds: for flows (jobs that wait for
 * others; an hour, for there are none), and for jobs that the clock has made.
 */
const quietly = { flowIntervalSeconds: 3_600, cronWorkerIntervalSeconds: 30 };

/** pg-boss as this program uses it: to send within a transaction, and to work. */
export interface Jobs extends AsyncDisposable {
  boss: PgBoss;
  /** What procedures may do with jobs. */
  services: { jobs: JobQueue; jobStore: JobStore };
}

/**
 * Starts pg-boss (which makes and migrates its own schema) and declares the queues.
 *
 * @param options.working whether this node also runs jobs, and with it pg-boss's upkeep
 */
export async function startJobs(options: {
  databaseUrl: string;
  /** For what admins ask. */
  sql: Sql;
  working: boolean;
  log: Logger;
  metrics: Pick<Metrics, "jobQueueErrors">;
}): Promise<Jobs> {
  const { databaseUrl, sql, working, log, metrics } = options;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "chatkit jobs",
    max: 4,
    useListenNotify: working,
    supervise: working,
    schedule: working,
    // Nodes that do not supervise read what the others have recorded.
    persistQueueStats: true,
    queueStatRetentionDays: statisticsKeptDays,
    ...quietly,
  });
  boss.on("error", (error) => {
    metrics.jobQueueErrors.inc();
    log.warn({ err: error }, "job queue");
  });
  boss.on("warning", (warning) => log.warn({ warning: warning.message }, "job queue"));
  await boss.start();
  await declareQueues(boss);
  if (working) await scheduleJobs(boss);
  return {
    boss,
    services: { jobs: createJobQueue(boss), jobStore: createJobStore(boss, sql) },
    [Symbol.asyncDispose]: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

async function scheduleJobs(boss: PgBoss): Promise<void> {
  for (const name of queueNames) {
    const { cron } = settingsOf(name);
    if (cron !== undefined) await boss.schedule(name, cron, {});
    // An older version may have had it made by the clock.
    else await boss.unschedule(name);
  }
}

/** Leaves jobs in the transactions that cause them. */
function createJobQueue(boss: PgBoss): JobQueue {
  const queue: JobQueue = {
    enqueue: (tx, name, payload) => queue.enqueueBehind(tx, name, { payload, before: 0 }),
    async enqueueBehind(tx, name, { payload, before }) {
      const read = readPayload(name, payload);
      if (!read.fits) throw new Error(read.misfit);
      const { startAfter = 0 } = settingsOf(name);
      const options = { startAfter, priority: -before };
      await boss.send(name, payload, { db: fromDrizzle(tx, drizzleSql), ...options });
    },
  };
  return queue;
}
