import { z } from "zod";
import { idSchema } from "../../shared/id-schemas.ts";
import type { MailPayloads } from "../mail/mail-queues.ts";
import type { PushPayloads } from "../push/push-queues.ts";
import type { JobQueue } from "../platform/jobs/job-queue.ts";
import type { PayloadsOf, Queues } from "../platform/jobs/queue-settings.ts";
import { longLaneNames } from "./attachments/reading-lanes.ts";

/** Maximum number of generation jobs fetched at once. */
const largestBatch = 32;

/** The queues of replies, titles and files. */
export const chatQueues = {
  /**
   * Produces a reply. The job only wakes a worker: the work is recorded in `generations`, so it can
   * wait while its node is full, and the patrol finds a reply whose job has died.
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
  /** Summarises a thread up to a message. */
  summary: {
    payload: z.object({ messageId: idSchema("message") }),
    retryLimit: 2,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 900,
    // A person waits for it, and an hour of talk may take minutes.
    heartbeatSeconds: 20,
    batchSize: 8,
    localConcurrency: 1,
    pollingIntervalSeconds: 2,
  },
  /** Titles a thread after its first reply, whatever its outcome. */
  title: {
    payload: z.object({
      threadId: idSchema("thread"),
      /** Whether to ask a model; otherwise the user's first words become the title. */
      askModel: z.boolean(),
    }),
    retryLimit: 2,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 120,
    // Two fetchers, so that a slow provider in one batch does not delay the next.
    batchSize: 16,
    localConcurrency: 2,
    pollingIntervalSeconds: 2,
  },
  /** Reads an uploaded file, and makes what people and models see of it. */
  attachment: {
    payload: z.object({ attachmentId: idSchema("attachment") }),
    retryLimit: 2,
    retryDelay: 1,
    retryBackoff: true,
    expireInSeconds: 120,
    // Files read at once, each entirely in memory. Fetches the next two after at most 2 s.
    batchSize: 2,
    localConcurrency: 1,
    pollingIntervalSeconds: 2,
  },
  /** The same for files that take longer: one at a time, beside the quick ones. */
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
  /** Brings the search index up to date. */
  search: {
    payload: z.object({}),
    // The next run continues the work.
    retryLimit: 2,
    retryDelay: 15,
    retryBackoff: false,
    // After an upgrade, all messages are indexed.
    expireInSeconds: 14_400,
    heartbeatSeconds: 20,
    everySeconds: 120,
    batchSize: 1,
    localConcurrency: 1,
    pollingIntervalSeconds: 30,
  },
  /** Imports the chats of an uploaded file, one such file at a time; several take turns. */
  import: {
    payload: z.object({ importId: idSchema("import") }),
    retryLimit: 3,
    retryDelay: 2,
    retryBackoff: true,
    // Years of chats with thousands of pictures.
    expireInSeconds: 14_400,
    heartbeatSeconds: 20,
    batchSize: 1,
    localConcurrency: 1,
    pollingIntervalSeconds: 2,
  },
} satisfies Partial<Queues>;

/** The payloads of these jobs. */
export type ChatPayloads = PayloadsOf<typeof chatQueues>;

/** The queue of chat and mail jobs. */
export type ChatJobs = JobQueue<ChatPayloads & MailPayloads & PushPayloads>;
