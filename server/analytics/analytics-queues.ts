import { z } from "zod";
import { idSchema } from "../../shared/id-schemas.ts";
import type { JobQueue } from "../platform/jobs/job-queue.ts";
import type { PayloadsOf, Queues } from "../platform/jobs/queue-settings.ts";

/** The queues of the analytics. */
export const analyticsQueues = {
  /** Delivers a batch of events. */
  analytics: {
    payload: z.object({ batchId: idSchema("analyticsBatch") }),
    // The batch decides when to give up, after a day; this limit only has to be high enough for
    // that.
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
   * Adds events to the figures and puts them into batches for delivery. A read counts new events
   * itself; this job counts them when there are no reads.
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

/** The queue of delivery and counting jobs. */
export type AnalyticsJobs = JobQueue<PayloadsOf<typeof analyticsQueues>>;
