import { sql as drizzleSql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Logger } from "../log.ts";
import { awayAfterSeconds } from "../mail/mail-of-reply.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { JobName, JobQueue } from "./job-queue.ts";

/**
 * Every queue. A generation job only wakes a worker: what it is about is kept in `generations`,
 * so it may wait as long as its node is full without being given to another.
 */
const queues: Record<
  JobName,
  {
    retryLimit: number;
    retryBackoff?: boolean;
    retryDelay?: number;
    expireInSeconds: number;
    /** How long a job waits before its first run, in seconds. */
    startAfter?: number;
    deadLetter?: string;
  }
> = {
  generation: { retryLimit: 2, expireInSeconds: 3_600 },
  title: { retryLimit: 2, retryBackoff: true, retryDelay: 2, expireInSeconds: 120 },
  mail: {
    retryLimit: 12,
    retryBackoff: true,
    retryDelay: 5,
    expireInSeconds: 120,
    deadLetter: "mail_dead",
  },
  unseen: {
    retryLimit: 3,
    retryBackoff: true,
    retryDelay: 5,
    expireInSeconds: 60,
    startAfter: awayAfterSeconds,
  },
  cleanup: { retryLimit: 0, expireInSeconds: 600 },
};

/** Where jobs end that failed for good, for people to look into. Nobody works on them. */
const deadLetters = ["mail_dead"] as const;

/** When what nobody needs any more is deleted: every minute, so that there is never much of it. */
const cleanupCron = "* * * * *";

/** Finished jobs are kept for a day, in seconds, for whoever looks into a fault. */
const keptAfterEndSeconds = 86_400;

/** Dead jobs are kept for thirty days, in seconds. */
const deadKeptSeconds = 30 * 86_400;

/** pg-boss as this program uses it: to send within a transaction, and to work. */
export interface Jobs extends AsyncDisposable {
  boss: PgBoss;
  queue: JobQueue;
}

/**
 * Starts pg-boss (which makes and migrates its own schema) and declares the queues.
 *
 * @param options.working whether this node also runs jobs, and with it pg-boss's upkeep
 */
export async function startJobs(options: {
  url: string;
  working: boolean;
  log: Logger;
  metrics: Pick<Metrics, "jobQueueErrors">;
}): Promise<Jobs> {
  const { url, working, log, metrics } = options;
  const boss = new PgBoss({
    connectionString: url,
    application_name: "chatkit jobs",
    max: 4,
    useListenNotify: working,
    supervise: working,
    schedule: working,
  });
  boss.on("error", (error) => {
    metrics.jobQueueErrors.inc();
    log.warn({ err: error }, "job queue");
  });
  boss.on("warning", (warning) => log.warn({ warning: warning.message }, "job queue"));
  await boss.start();
  for (const name of deadLetters)
    await boss.createQueue(name, { retentionSeconds: deadKeptSeconds });
  for (const [name, { startAfter: _, ...settings }] of Object.entries(queues)) {
    await boss.createQueue(name, {
      ...settings,
      notify: true,
      deleteAfterSeconds: keptAfterEndSeconds,
    });
  }
  if (working) await boss.schedule("cleanup", cleanupCron);
  return {
    boss,
    queue: {
      async enqueue(tx, name, payload) {
        const { startAfter } = queues[name];
        const later = startAfter === undefined ? {} : { startAfter };
        await boss.send(name, payload, { db: fromDrizzle(tx, drizzleSql), ...later });
      },
    },
    [Symbol.asyncDispose]: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
