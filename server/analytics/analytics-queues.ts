import { z } from "zod";
import { idSchema } from "../../shared/id-schemas.ts";
import type { JobQueue } from "../platform/jobs/job-queue.ts";
import type { PayloadsOf, Queues } from "../platform/jobs/queue-settings.ts";

/** The queues of the analytics. */
export const analyticsQueues = {
  /** Deliver a batch of events. */
  analytics: {
    payload: z.object({ batchId: idSchema("analyticsBatch") }),
    // For a day, which the batch decides: the number of tries only has to reach that far.
    retryLimit: 1_000,
    retryDelay: 10,
    retryBackoff: true,
    retryDelayMax: 1_800,
    expireInSeconds: 60,
    batchSize: 2,
    localConcurrency: 1,
    pollingIntervalSeconds: 10,
  },
  /**
   * Add up events, and put them into batches to deliver. What an admin looks at is counted at once;
   * this is for events that no reader asks for.
   */
  rollup: {
    payload: z.object({}),
    retryLimit: 0,
    retryDelay: 0,
    retryBackoff: false,
    expireInSeconds: 600,
    everySeconds: 60,
    batchSize: 1,
    localConcurrency: 1,
    pollingIntervalSeconds: 10,
  },
} satisfies Partial<Queues>;

/** Where counting leaves batches to deliver. */
export type AnalyticsJobs = JobQueue<PayloadsOf<typeof analyticsQueues>>;
