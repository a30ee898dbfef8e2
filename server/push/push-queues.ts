import { z } from "zod";
import { idSchema } from "../../shared/id-schemas.ts";
import type { JobQueue } from "../platform/jobs/job-queue.ts";
import type { PayloadsOf, Queues } from "../platform/jobs/queue-settings.ts";

/**
 * Seconds between the end of a reply and its notification. A visible tab needs less to mark the chat
 * as read, or to say that it has shown the end.
 */
export const pushAfterSeconds = 5;

/** The queue of notifications. */
export const pushQueues = {
  /** Sends a notification to one device, unless it is no longer needed. */
  push: {
    payload: z.object({
      subscriptionId: idSchema("pushSubscription"),
      /** Null for a test. */
      generationId: idSchema("generation").nullable(),
    }),
    // For two hours.
    retryLimit: 9,
    retryDelay: 15,
    retryBackoff: true,
    retryDelayMax: 1_800,
    expireInSeconds: 60,
    startAfter: pushAfterSeconds,
    // A batch waits for its slowest service: others go on meanwhile.
    batchSize: 4,
    localConcurrency: 4,
    pollingIntervalSeconds: 2,
  },
} satisfies Partial<Queues>;

/** The payloads of these jobs. */
export type PushPayloads = PayloadsOf<typeof pushQueues>;

/** The queue of push jobs. */
export type PushJobs = JobQueue<PushPayloads>;
