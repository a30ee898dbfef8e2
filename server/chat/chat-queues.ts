import { z } from "zod";
import { idSchema } from "../../shared/id-schemas.ts";
import type { MailPayloads } from "../mail/mail-queues.ts";
import type { JobQueue } from "../platform/jobs/job-queue.ts";
import type { PayloadsOf, Queues } from "../platform/jobs/queue-settings.ts";
import { longLaneNames } from "./attachments/reading-lanes.ts";

/** Most generation jobs fetched at once. */
const largestBatch = 32;

/** The queues of replies, titles and files. */
export const chatQueues = {
  /**
   * Produce a reply. The job only wakes a worker: what it is about is kept in `generations`, so it
   * may wait as long as its node is full, and a reply whose job has died is found by the patrol.
   */
  generation: {
    payload: z.object({ generationId: idSchema("generation") }),
    onlyStarts: true,
    retryLimit: 2,
    retryDelay: 0,
    retryBackoff: false,
    expireInSeconds: 3_600,
    batchSize: (mostAtOnce) => Math.max(2, Math.min(largestBatch, Math.floor(mostAtOnce / 4))),
    localConcurrency: 1,
    pollingIntervalSeconds: 2,
  },
  /** Summarise a conversation up to a message. */
  summary: {
    payload: z.object({ messageId: idSchema("message") }),
    retryLimit: 2,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 900,
    batchSize: 8,
    localConcurrency: 1,
    pollingIntervalSeconds: 2,
  },
  /** Name a thread after its first reply, however that ended. */
  title: {
    payload: z.object({
      threadId: idSchema("thread"),
      /** Whether a model names it; else the person's own first words do. */
      askModel: z.boolean(),
    }),
    retryLimit: 2,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 120,
    // Two fetchers, so that a slow provider in one batch does not hold up the next.
    batchSize: 16,
    localConcurrency: 2,
    pollingIntervalSeconds: 2,
  },
  /** Find out what a file is that has been uploaded, and what people and models are shown of it. */
  attachment: {
    payload: z.object({ attachmentId: idSchema("attachment") }),
    retryLimit: 2,
    retryDelay: 1,
    retryBackoff: true,
    expireInSeconds: 120,
    // As many as are read at once: each is in memory as a whole. The next two wait 2 s at most.
    batchSize: 2,
    localConcurrency: 1,
    pollingIntervalSeconds: 2,
  },
  /** The same for files that take longer: one at a time, beside those that do not. */
  attachment_long: {
    payload: z.object({ attachmentId: idSchema("attachment"), lane: z.enum(longLaneNames) }),
    retryLimit: 2,
    retryDelay: 1,
    retryBackoff: true,
    expireInSeconds: 120,
    batchSize: 1,
    localConcurrency: 1,
    pollingIntervalSeconds: 10,
  },
} satisfies Partial<Queues>;

/** What these jobs are told. */
export type ChatPayloads = PayloadsOf<typeof chatQueues>;

/** Where use-cases of the chat leave work for later, and mails. */
export type ChatJobs = JobQueue<ChatPayloads & MailPayloads>;
