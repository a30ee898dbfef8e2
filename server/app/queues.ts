import { z } from "zod";
import { analyticsQueues } from "../analytics/analytics-queues.ts";
import { chatQueues } from "../chat/chat-queues.ts";
import { mailQueues } from "../mail/mail-queues.ts";
import { pushQueues } from "../push/push-queues.ts";
import type { PayloadsOf, Queues } from "../platform/jobs/queue-settings.ts";

/**
 * All queues of a node. To add one: a name in `shared/job-names.ts`, an entry in its district's
 * queues, a handler in `job-handlers.ts`, and its display name.
 */
export const queues = {
  ...chatQueues,
  ...mailQueues,
  ...pushQueues,
  ...analyticsQueues,
  /** Deletes expired data every two minutes, so that little accumulates. */
  cleanup: {
    payload: z.object({}),
    // The next run continues the work, so a minute of failures is worth a look.
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
  /** Makes the scheduled backup. */
  backup: {
    payload: z.object({}),
    // For nodes that die. A try that fails ends the job; `isBackupDue` makes another after a pause.
    retryLimit: 2,
    retryDelay: 60,
    retryBackoff: true,
    // Reading, storing and restoring a terabyte.
    expireInSeconds: 82_800,
    heartbeatSeconds: 20,
    everySeconds: 60,
    batchSize: 1,
    localConcurrency: 1,
    pollingIntervalSeconds: 30,
  },
} satisfies Queues;

/** The payloads of all jobs. */
export type JobPayloads = PayloadsOf<typeof queues>;
