import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { GenerationRunner } from "../generation/generation-runner.ts";
import type { JobPayloads } from "./job-queue.ts";

/** Jobs fetched at once. */
const batchSize = 32;

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

/** Starts this node's workers. Stopping pg-boss stops them. */
export async function startWorkers(boss: PgBoss, handlers: JobHandlers): Promise<void> {
  // A job is done once its generation is claimed: from there the lease looks after it. Waiting
  // for room before the next fetch leaves what this node cannot take to the others.
  await boss.work<JobPayloads["generation"]>(
    "generation",
    { batchSize, pollingIntervalSeconds, notifyPollingIntervalSeconds: pollingIntervalSeconds },
    async (jobs) => {
      for (const job of jobs) handlers.runner.start(job.data.generationId);
      await handlers.runner.roomFor(batchSize);
    },
  );
  await boss.work(
    "title",
    { localConcurrency: titlesAtOnce, includeMetadata: true, pollingIntervalSeconds },
    async (jobs: JobWithMetadata<JobPayloads["title"]>[]) => {
      for (const job of jobs) await handlers.title(job.data, job.retryCount >= job.retryLimit);
    },
  );
}
