import { z } from "zod";
import { idSchema } from "../../shared/id-schemas.ts";
import type { JobQueue } from "../platform/jobs/job-queue.ts";
import type { PayloadsOf, Queues } from "../platform/jobs/queue-settings.ts";
import { awayAfterSeconds } from "./mail-of-reply.ts";

/** The queues of mails. */
export const mailQueues = {
  /** Hand a mail to the mail server. */
  mail: {
    payload: z.object({ mailId: idSchema("mail") }),
    retryLimit: 12,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 120,
    // As many as there are connections to the mail server.
    batchSize: 4,
    localConcurrency: 2,
    pollingIntervalSeconds: 2,
  },
  /** Look whether a reply was seen, and mail its reader if not. */
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

/** What these jobs are told. */
export type MailPayloads = PayloadsOf<typeof mailQueues>;

/** Where use-cases leave mails. */
export type MailJobs = JobQueue<MailPayloads>;
