import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { GenerationRunner } from "../generation/generation-runner.ts";
import type { JobPayloads } from "./job-queue.ts";

/** Most generation jobs fetched at once. */
const largestBatch = 32;

/** pg-boss is woken by notices; this is how often it looks for missed ones, in seconds. */
const pollingIntervalSeconds = 2;

/** Title jobs at once on one node: they wait for the provider most of the time. */
const titlesAtOnce = 8;

/** What the workers do with each job. */
export interface JobHandlers {
  runner: GenerationRunner;
  /** @param last whether a failure would be the job's last */
  title: (payload: JobPayloads["title"], last: boolean) => Promise<void>;
}

/** Taking generation jobs. Disposing stops it; the jobs in hand are left to the runner. */
export type GenerationWork = AsyncDisposable;

/** Starts this node's workers. Stopping pg-boss stops them too. */
export async function startWorkers(boss: PgBoss, handlers: JobHandlers): Promise<GenerationWork> {
  await workOnGenerations(boss, handlers.runner);
  await boss.work(
    "title",
    { localConcurrency: titlesAtOnce, includeMetadata: true, pollingIntervalSeconds },
    async (jobs: JobWithMetadata<JobPayloads["title"]>[]) => {
      for (const job of jobs) await handlers.title(job.data, job.retryCount >= job.retryLimit);
    },
  );
  return { [Symbol.asyncDispose]: () => boss.offWork("generation") };
}

/**
 * A job is done once its generation is started: from there the lease looks after it, and what
 * found no room is picked up by the patrol of a node that has some. A full node fetches nothing
 * and leaves the jobs to the others.
 */
async function workOnGenerations(boss: PgBoss, runner: GenerationRunner): Promise<void> {
  const batchSize = Math.max(2, Math.min(largestBatch, Math.floor(runner.limit / 4)));
  await boss.work<JobPayloads["generation"]>(
    "generation",
    {
      batchSize,
      // A notice that came before a full batch was fetched does not come again for the rest.
      burstWhenBatchFull: true,
      pollingIntervalSeconds,
      notifyPollingIntervalSeconds: pollingIntervalSeconds,
    },
    async (jobs) => {
      if (runner.isClosed) throw new Error("this node takes no more jobs");
      for (const job of jobs) runner.start(job.data.generationId);
      await runner.untilRoom();
    },
  );
}
