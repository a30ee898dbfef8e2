import { z } from "zod";
import { analyticsQueues } from "../analytics/analytics-queues.ts";
import { chatQueues } from "../chat/chat-queues.ts";
import { mailQueues } from "../mail/mail-queues.ts";
import type { PayloadsOf, Queues } from "../platform/jobs/queue-settings.ts";

/**
 * Every queue of a node. Another one is a name in `shared/job-names.ts`, an entry in its district's queues, a
 * handler in `job-handlers.ts` and its name in words.
 */
export const queues = {
  ...chatQueues,
  ...mailQueues,
  ...analyticsQueues,
  /** Delete what is of no use any more: every two minutes, so that there is never much of it. */
  cleanup: {
    payload: z.object({}),
    // The next one does what this one did not; what fails for a minute is worth a look.
    retryLimit: 2,
    retryDelay: 15,
    retryBackoff: false,
    expireInSeconds: 600,
    everySeconds: 120,
    // Starting late does no harm.
    batchSize: 1,
    localConcurrency: 1,
    pollingIntervalSeconds: 30,
  },
} satisfies Queues;

/** What every job is told. */
export type JobPayloads = PayloadsOf<typeof queues>;
