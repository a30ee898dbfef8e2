import type { JobResult, JobWithMetadata, PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import { type QueueName, queueNames } from "../../../shared/job-names.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { JobEnd } from "./job-queue.ts";
import { countLostWorkers, mostLostWorkers } from "./lost-workers.ts";
import { type AllPayloads, deadLetterOf, type QueuesOf, readPayload } from "./queue-settings.ts";
import { reasonOf } from "./reason.ts";
import type { Pace } from "../pace.ts";
import { type DueChecks, makeScheduledJobs } from "./make-scheduled-jobs.ts";
import { runBatch } from "./run-batch.ts";
import { superviseQueues } from "./supervise-queues.ts";
import { traceJob } from "./trace-job.ts";
import { wakeForDueJobs } from "./wake-for-due-jobs.ts";
import type { Tracer } from "../tracing/tracer.ts";

/**
 * Poll interval of fetchers while notices arrive, in seconds: `wakeForDueJobs` covers lost notices.
 */
const safetyPollSeconds = 3_600;

/** The current try of a job. */
export interface JobTry {
  /** Whether a failure would be final. */
  last: boolean;
  /** Aborts when the job is counted as lost. */
  signal: AbortSignal;
}

/** Runs a job; a thrown error is the reason of a failure that is retried. */
export type JobHandler<Payload> = (payload: Payload, attempt: JobTry) => Promise<JobEnd | void>;

/** The handlers of all queues. */
export type JobHandlers<Payloads extends AllPayloads, Names extends QueueName = QueueName> = {
  [Name in Names]: JobHandler<Payloads[Name]>;
};

/** What ends together with a job that was given up because its workers died or hung. */
export type GivenUpJobs<Payloads extends AllPayloads> = {
  [Name in QueueName]?: (payload: Payloads[Name]) => Promise<void>;
};

/** Dependencies of the workers. */
export interface WorkDeps<Payloads extends AllPayloads, Names extends QueueName = QueueName> {
  boss: PgBoss;
  sql: Sql;
  queues: QueuesOf<Payloads>;
  handlers: JobHandlers<Payloads, Names>;
  /**
   * Called when a job is given up, to end what depends on it. Must not repeat the work that may
   * have killed the workers.
   */
  givenUp?: GivenUpJobs<Payloads>;
  log: Logger;
  metrics: Pick<Metrics, "jobTries" | "jobsDead" | "jobWait" | "jobRun" | "jobQueueErrors">;
  /** Each try is a span. */
  tracer: Tracer;
  pace: Pick<Pace, "every" | "touch">;
  /** Whether scheduled jobs have work to do. */
  isDue: DueChecks;
  /** Queues whose jobs this node leaves to others. */
  leaves?: ReadonlySet<QueueName>;
  /** How much of the work started by jobs this node runs at once. */
  mostAtOnce: number;
}

/**
 * Running workers. Disposing stops those of jobs that only start work, before the node hands that
 * work over.
 */
export interface JobWork extends AsyncDisposable {
  /** Looks for due jobs. Never rejects. */
  lookForJobs(): Promise<void>;
}

/** Starts this node's workers on every queue. Stopping pg-boss stops them all. */
export async function startWorkers<Payloads extends AllPayloads>(
  deps: WorkDeps<Payloads>,
): Promise<JobWork> {
  const workers = new Map<QueueName, string>();
  for (const name of queueNames)
    if (!deps.leaves?.has(name)) workers.set(name, await workOn(deps, name));
  await using opening = new AsyncDisposableStack();
  const dueJobs = opening.use(wakeForDueJobs(deps, workers));
  opening.use(makeScheduledJobs(deps));
  opening.use(superviseQueues(deps));
  const opened = opening.move();
  return {
    lookForJobs: () => dueJobs.look(),
    async [Symbol.asyncDispose]() {
      await opened.disposeAsync();
      const starting = queueNames.filter((name) => deps.queues[name].onlyStarts === true);
      await Promise.all(starting.map((name) => deps.boss.offWork(name)));
    },
  };
}

/** @returns the id of one of the queue's fetchers, to wake it */
async function workOn<Payloads extends AllPayloads>(
  deps: WorkDeps<Payloads>,
  name: QueueName,
): Promise<string> {
  const { batchSize, localConcurrency, pollingIntervalSeconds } = deps.queues[name];
  return deps.boss.work(
    name,
    {
      batchSize: typeof batchSize === "number" ? batchSize : batchSize(deps.mostAtOnce),
      localConcurrency,
      // A notice that arrives before a full batch was fetched is not repeated for the rest.
      burstWhenBatchFull: true,
      pollingIntervalSeconds,
      notifyPollingIntervalSeconds: Math.max(pollingIntervalSeconds, safetyPollSeconds),
      includeMetadata: true,
      perJobResults: true,
    },
    (jobs: JobWithMetadata<unknown>[]) =>
      runBatch(deps, name, {
        jobs,
        run: (job) => traceJob(deps.tracer, { name, job }, () => runJob(deps, name, job)),
      }),
  );
}

/**
 * Runs one try of a job. A payload that does not match gets no retry: it would not match then
 * either, and would delay other jobs.
 */
async function runJob<Payloads extends AllPayloads, Name extends QueueName>(
  { boss, sql, queues, handlers, givenUp, log, metrics, pace }: WorkDeps<Payloads, Name>,
  name: Name,
  job: JobWithMetadata<unknown>,
): Promise<JobResult> {
  const { id, data, retryCount, retryLimit, signal } = job;
  const settings = queues[name];
  pace.touch();
  const last = retryCount >= retryLimit;
  const waited = job.startedOn.getTime() - job.startAfter.getTime();
  metrics.jobWait.observe({ queue: name }, Math.max(0, waited) / 1_000);
  const begun = performance.now();
  const end = await settle(async () => {
    const read = readPayload(name, settings, data);
    if (!read.fits) return { outcome: "dead", reason: read.misfit };
    if (!settings.onlyStarts && (await countLostWorkers(sql, job)) >= mostLostWorkers) {
      await givenUp?.[name]?.(read.payload);
      return { outcome: "dead", reason: `${mostLostWorkers} workers died or hung over it` };
    }
    return handlers[name](read.payload, { last, signal });
  });
  metrics.jobRun.observe({ queue: name }, (performance.now() - begun) / 1_000);
  const isDead = end.outcome === "dead" || (end.outcome === "again" && last);
  // The next run does the work instead. Of failed runs, the latest tells enough.
  if (isDead && settings.everySeconds !== undefined)
    await boss.deleteQueuedJobs(deadLetterOf(name));
  metrics.jobTries.inc({ queue: name, outcome: end.outcome === "done" ? "done" : "failed" });
  if (isDead) metrics.jobsDead.inc({ queue: name });
  if (end.outcome === "done") return { id, status: "completed" };
  const { reason } = end;
  log.warn(
    { queue: name, jobId: id, isDead, ...(end.error ? { err: end.error } : {}) },
    "job failed",
  );
  return { id, status: isDead ? "deadletter" : "failed", output: { message: reason } };
}

/** How it ended, whether returned or thrown. */
async function settle(run: () => Promise<JobEnd | void>): Promise<JobEnd & { error?: unknown }> {
  try {
    return (await run()) ?? { outcome: "done" };
  } catch (error) {
    return { outcome: "again", reason: reasonOf(error), error };
  }
}
