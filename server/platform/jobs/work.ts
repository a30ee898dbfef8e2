import type { JobResult, JobWithMetadata, PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import { type QueueName, queueNames } from "../../../shared/job-names.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { JobEnd, JobPayloads } from "./job-queue.ts";
import { countLostWorkers, mostLostWorkers } from "./lost-workers.ts";
import { deadLetterOf, readPayload, settingsOf } from "./queues.ts";
import { reasonOf } from "./reason.ts";
import { wakeForDueJobs } from "./wake-for-due-jobs.ts";

/** While notices come, fetchers look by themselves this often, should one be lost; seconds. */
const safetyPollSeconds = 120;

/** What a handler may ask about the try that it is. */
export interface JobTry {
  /** Whether a failure would be the job's last. */
  last: boolean;
  /** Aborts when the job is taken for lost. */
  signal: AbortSignal;
}

/** Does one job; what it throws is the reason of a failure that may pass. */
export type JobHandler<Name extends QueueName> = (
  payload: JobPayloads[Name],
  attempt: JobTry,
) => Promise<JobEnd | void>;

/** What the workers do with each job. */
export type JobHandlers<Names extends QueueName = QueueName> = {
  [Name in Names]: JobHandler<Name>;
};

/** What ends with a job that is given up because its workers died or hung. */
export type GivenUpJobs<Names extends QueueName = QueueName> = {
  [Name in Names]?: (payload: JobPayloads[Name]) => Promise<void>;
};

/** What the workers need of their node. */
export interface WorkDeps<Names extends QueueName = QueueName> {
  boss: PgBoss;
  sql: Sql;
  handlers: JobHandlers<Names>;
  /** Called when a job is given up, to end what waits for it. A handler does none of the work that may have killed the workers. */
  givenUp?: GivenUpJobs<Names>;
  log: Logger;
  metrics: Pick<Metrics, "jobTries" | "jobsDead" | "jobWait" | "jobRun">;
  /** Most replies that this node writes at once. */
  generationsPerNode: number;
}

/** Taking generation jobs. Disposing stops it; the jobs in hand are left to the runner. */
export type GenerationWork = AsyncDisposable;

/** Starts this node's workers, on every queue. Stopping pg-boss stops them too. */
export async function startWorkers(deps: WorkDeps): Promise<GenerationWork> {
  const workers = new Map<QueueName, string>();
  for (const name of queueNames) workers.set(name, await workOn(deps, name));
  const waking = wakeForDueJobs(deps, workers);
  return {
    async [Symbol.asyncDispose]() {
      await waking[Symbol.asyncDispose]();
      await deps.boss.offWork("generation");
    },
  };
}

/** @returns the id of a fetcher of this queue, by which it can be woken */
async function workOn<Name extends QueueName>(deps: WorkDeps<Name>, name: Name): Promise<string> {
  const { batchSize, localConcurrency, pollingIntervalSeconds } = settingsOf(name);
  return deps.boss.work(
    name,
    {
      batchSize: typeof batchSize === "number" ? batchSize : batchSize(deps.generationsPerNode),
      localConcurrency,
      // A notice that came before a full batch was fetched does not come again for the rest.
      burstWhenBatchFull: true,
      pollingIntervalSeconds,
      notifyPollingIntervalSeconds: Math.max(pollingIntervalSeconds, safetyPollSeconds),
      includeMetadata: true,
      perJobResults: true,
    },
    (jobs: JobWithMetadata<unknown>[]) => Promise.all(jobs.map((job) => runJob(deps, name, job))),
  );
}

/**
 * One try of one job. A payload that does not fit gets no other try: it will not fit then either,
 * and would hold up what can be done.
 */
async function runJob<Name extends QueueName>(
  { boss, sql, handlers, givenUp, log, metrics }: WorkDeps<Name>,
  name: Name,
  job: JobWithMetadata<unknown>,
): Promise<JobResult> {
  const { id, data, retryCount, retryLimit, signal } = job;
  const last = retryCount >= retryLimit;
  const waited = job.startedOn.getTime() - job.startAfter.getTime();
  metrics.jobWait.observe({ queue: name }, Math.max(0, waited) / 1_000);
  const begun = performance.now();
  const end = await settle(async () => {
    const read = readPayload(name, data);
    if (!read.fits) return { outcome: "dead", reason: read.misfit };
    // A generation counts for itself how many workers it has cost.
    if (name !== "generation" && (await countLostWorkers(sql, job)) >= mostLostWorkers) {
      await givenUp?.[name]?.(read.payload);
      return { outcome: "dead", reason: `${mostLostWorkers} workers died or hung over it` };
    }
    return handlers[name](read.payload, { last, signal });
  });
  metrics.jobRun.observe({ queue: name }, (performance.now() - begun) / 1_000);
  const isDead = end.outcome === "dead" || (end.outcome === "again" && last);
  // The next run will do what this one did not: of those that failed the newest one tells enough.
  if (isDead && settingsOf(name).cron !== undefined)
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

/** How it ends, whether it says so or throws. */
async function settle(run: () => Promise<JobEnd | void>): Promise<JobEnd & { error?: unknown }> {
  try {
    return (await run()) ?? { outcome: "done" };
  } catch (error) {
    return { outcome: "again", reason: reasonOf(error), error };
  }
}
