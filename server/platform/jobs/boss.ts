import { sql as drizzleSql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import type { JobStore } from "./job-store.ts";
import { DatabaseUnusableError } from "../db/migrate.ts";
import { adviseRights, lacksRights } from "../db/rights.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import { declareQueues } from "./declare-queues.ts";
import type { JobQueue } from "./job-queue.ts";
import { createJobStore } from "./create-job-store.ts";
import { quietClock } from "./quiet-clock.ts";
import { withTrace } from "./trace-job.ts";
import type { Tracer } from "../tracing/tracer.ts";
import { type AllPayloads, type QueuesOf, readPayload } from "./queue-settings.ts";

/** Admins look back a week; one more day covers the bucket in which it starts. */
const statisticsKeptDays = 8;

/**
 * What pg-boss does by itself on an idle node: very little. `superviseQueues`, `makeScheduledJobs`
 * and `wakeForDueJobs` do the rest at the node's pace.
 */
const quietly = {
  supervise: false,
  schedule: false,
  // This program does not use the list of instances.
  registerInstance: false,
  // Flows (jobs that wait for others) are not used; indexes of an upgrade are built at startup.
  flowIntervalSeconds: 3_600,
  bamIntervalSeconds: 3_600,
  // Queues change only with a version, and each start declares them.
  queueCacheIntervalSeconds: 3_600,
  // How late a silently dead LISTEN connection is noticed. Until then, jobs start within four
  // seconds on a node in use, and within sixteen on an idle one.
  notifyHeartbeatIntervalMs: 60_000,
  // Opening a connection costs more than keeping it; the pool would close one after ten seconds.
  idleTimeoutMillis: 0,
  clock: quietClock,
};

/** pg-boss as this program uses it: to send jobs within a transaction, and to run them. */
export interface Jobs<Payloads extends AllPayloads> extends AsyncDisposable {
  boss: PgBoss;
  queue: JobQueue<Payloads>;
  /** Jobs as admins see and manage them. */
  store: JobStore;
}

/**
 * Starts pg-boss, which creates and migrates its own schema, and declares the queues.
 *
 * @throws DatabaseUnusableError when the schema is not up to date and this user may not change it
 * @param options.working whether this node also runs jobs
 */
export async function startJobs<Payloads extends AllPayloads>(options: {
  queues: QueuesOf<Payloads>;
  databaseUrl: string;
  /** For admins' queries. */
  sql: Sql;
  working: boolean;
  log: Logger;
  metrics: Pick<Metrics, "jobQueueErrors">;
  /** Jobs name the trace in which they are sent. */
  tracer: Pick<Tracer, "traceparent">;
}): Promise<Jobs<Payloads>> {
  const { queues, databaseUrl, sql, working, log, metrics, tracer } = options;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "chatkit jobs",
    max: 4,
    useListenNotify: working,
    // Nodes without workers read what the others have recorded. It takes a new table each day.
    persistQueueStats: await mayAddTables(sql),
    queueStatRetentionDays: statisticsKeptDays,
    ...quietly,
  });
  boss.on("error", (error) => {
    metrics.jobQueueErrors.inc();
    log.warn({ err: error }, "job queue");
  });
  boss.on("warning", (warning) => log.warn({ warning: warning.message }, "job queue"));
  try {
    await boss.start();
    await declareQueues(boss, queues);
  } catch (error) {
    if (!lacksRights(error)) throw error;
    throw new DatabaseUnusableError(
      `The job queue's tables cannot be brought up to date: ${error.message}. ${await adviseRights(sql, [])}`,
      { cause: error },
    );
  }
  return {
    boss,
    queue: createJobQueue(boss, queues, tracer),
    store: createJobStore({ boss, sql, queues }),
    [Symbol.asyncDispose]: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

/**
 * Whether this user may add to the tables of statistics, as their owner may. Another one's upkeep
 * would fail as a whole.
 */
async function mayAddTables(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ isOwner: boolean }[]>`
    select pg_has_role(relowner, 'usage') as "isOwner"
    from pg_class where relname = 'queue_stats' and relnamespace = to_regnamespace('pgboss')`;
  return row?.isOwner ?? true;
}

/** Sends jobs within the transactions that cause them. */
function createJobQueue<Payloads extends AllPayloads>(
  boss: PgBoss,
  queues: QueuesOf<Payloads>,
  tracer: Pick<Tracer, "traceparent">,
): JobQueue<Payloads> {
  const queue: JobQueue<Payloads> = {
    enqueue: (tx, name, payload) => queue.enqueueBehind(tx, name, { payload, before: 0 }),
    async enqueueBehind(tx, name, { payload, before }) {
      const read = readPayload(name, queues[name], payload);
      if (!read.fits) throw new Error(read.misfit);
      const { startAfter = 0 } = queues[name];
      const options = { startAfter, priority: -before };
      const data = withTrace(payload, tracer);
      await boss.send(name, data, { db: fromDrizzle(tx, drizzleSql), ...options });
    },
  };
  return queue;
}
