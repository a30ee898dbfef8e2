import { z } from "zod";
import { idSchema } from "../../shared/id-schemas.ts";
import type { JobQueue } from "../platform/jobs/job-queue.ts";
import type { PayloadsOf, Queues } from "../platform/jobs/queue-settings.ts";
import { awayAfterSeconds } from "./mail-of-reply.ts";

/** The queues of mails. */
export const mailQueues = {
  /** Hands a mail to the mail server. */
  mail: {
    payload: z.object({ mailId: idSchema("mail") }),
    retryLimit: 12,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 120,
    // Matches the number of connections to the mail server.
    batchSize: 4,
    localConcurrency: 2,
    pollingIntervalSeconds: 2,
  },
  /** Checks whether a reply was seen, and mails its owner if not. */
  unseen: {
    payload: z.object({ threadId: idSchema("thread"), messageId: idSchema("message") }),
    retryLimit: 3,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 60,
    startAfter: awayAfterSeconds,
    batchSize: 4,
    localConcurrency: 1,
    pollingIntervalSeconds: 2,
  },
} satisfies Partial<Queues>;

/** The payloads of these jobs. */
export type MailPayloads = PayloadsOf<typeof mailQueues>;

/** The queue of mail jobs. */
export type MailJobs = JobQueue<MailPayloads>;
