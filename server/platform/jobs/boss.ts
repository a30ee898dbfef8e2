import { sql as drizzleSql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import type { JobStore } from "./job-store.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import { declareQueues } from "./declare-queues.ts";
import type { JobQueue } from "./job-queue.ts";
import { createJobStore } from "./create-job-store.ts";
import { quietClock } from "./quiet-clock.ts";
import { type AllPayloads, type QueuesOf, readPayload } from "./queue-settings.ts";

/** Admins look a week back; a day more covers the bucket in which it begins. */
const statisticsKeptDays = 8;

/**
 * What pg-boss does by itself on an idle node, which is little: `superviseQueues`, `makeScheduledJobs` and
 * `wakeForDueJobs` do the rest at the node's pace.
 */
const quietly = {
  supervise: false,
  schedule: false,
  // Nothing here reads the list of instances.
  registerInstance: false,
  // There are no flows (jobs that wait for others); indexes of an upgrade are built at the start.
  flowIntervalSeconds: 3_600,
  bamIntervalSeconds: 3_600,
  // Queues change with a version, and each start declares them.
  queueCacheIntervalSeconds: 3_600,
  // A LISTEN connection that died silently is noticed this late. Until then jobs start within four
  // seconds on a node in use, and within sixteen on an idle one.
  notifyHeartbeatIntervalMs: 60_000,
  // Opening a connection costs more than keeping it; the pool would close one after ten seconds.
  idleTimeoutMillis: 0,
  clock: quietClock,
};

/** pg-boss as this program uses it: to send within a transaction, and to work. */
export interface Jobs<Payloads extends AllPayloads> extends AsyncDisposable {
  boss: PgBoss;
  queue: JobQueue<Payloads>;
  /** What admins may know of jobs and do with them. */
  store: JobStore;
}

/**
 * Starts pg-boss (which makes and migrates its own schema) and declares the queues.
 *
 * @param options.working whether this node also runs jobs
 */
export async function startJobs<Payloads extends AllPayloads>(options: {
  queues: QueuesOf<Payloads>;
  databaseUrl: string;
  /** For what admins ask. */
  sql: Sql;
  working: boolean;
  log: Logger;
  metrics: Pick<Metrics, "jobQueueErrors">;
}): Promise<Jobs<Payloads>> {
  const { queues, databaseUrl, sql, working, log, metrics } = options;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "chatkit jobs",
    max: 4,
    useListenNotify: working,
    // Nodes that do not work read what the others have recorded.
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
  await declareQueues(boss, queues);
  return {
    boss,
    queue: createJobQueue(boss, queues),
    store: createJobStore({ boss, sql, queues }),
    [Symbol.asyncDispose]: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

/** Leaves jobs in the transactions that cause them. */
function createJobQueue<Payloads extends AllPayloads>(
  boss: PgBoss,
  queues: QueuesOf<Payloads>,
): JobQueue<Payloads> {
  const queue: JobQueue<Payloads> = {
    enqueue: (tx, name, payload) => queue.enqueueBehind(tx, name, { payload, before: 0 }),
    async enqueueBehind(tx, name, { payload, before }) {
      const read = readPayload(name, queues[name], payload);
      if (!read.fits) throw new Error(read.misfit);
      const { startAfter = 0 } = queues[name];
      const options = { startAfter, priority: -before };
      await boss.send(name, payload, { db: fromDrizzle(tx, drizzleSql), ...options });
    },
  };
  return queue;
}
