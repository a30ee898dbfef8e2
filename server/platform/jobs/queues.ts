import { z } from "zod";
import { idSchema } from "../../../shared/id-schemas.ts";
import type { QueueName } from "../../../shared/job-names.ts";
import { longLaneNames } from "../../chat/attachments/reading-lanes.ts";
import type { JobPayloads } from "./job-queue.ts";
import { awayAfterSeconds } from "../../mail/mail-of-reply.ts";

/** How one kind of jobs is kept, tried and worked on. Times are seconds. */
export interface QueueSettings {
  /** What a job is told: ids, never text or secrets, for admins look into what has died. */
  payload: z.ZodObject;
  /** Tries after the first, before a job is dead. */
  retryLimit: number;
  /** Before the second try. */
  retryDelay: number;
  /** Whether the pauses double from try to try. */
  retryBackoff: boolean;
  /** Where doubling ends. */
  retryDelayMax?: number;
  /** A job that is not done by then is taken for lost. */
  expireInSeconds: number;
  /** How long a job waits before its first run; 0 unless told. */
  startAfter?: number;
  /** When a job is made without anybody asking, in UTC. */
  cron?: string;
  /** Most jobs fetched at once; may depend on how many replies a node writes at most. */
  batchSize: number | ((generationsPerNode: number) => number);
  /** Fetchers on one node. A notice wakes them all, so they are few. */
  localConcurrency: number;
  /**
   * How often fetchers look by themselves while notices do not come. While they do, notices wake them, and for
   * later tries `wakeForDueJobs`.
   */
  pollingIntervalSeconds: number;
}

/** Most generation jobs fetched at once. */
const largestBatch = 32;

/**
 * Every queue, in the one place. Another one is a name in `shared/job-names.ts`, an entry here, a handler
 * in `server/app/start-worker.ts` and its name in words.
 */
export const queues = {
  /**
   * Produce a reply. The job only wakes a worker: what it is about is kept in `generations`, so it
   * may wait as long as its node is full, and a reply whose job has died is found by the patrol.
   */
  generation: {
    payload: z.object({ generationId: idSchema("generation") }),
    retryLimit: 2,
    retryDelay: 0,
    retryBackoff: false,
    expireInSeconds: 3_600,
    batchSize: (generationsPerNode) =>
      Math.max(2, Math.min(largestBatch, Math.floor(generationsPerNode / 4))),
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
   * this is for when nobody does.
   */
  rollup: {
    payload: z.object({}),
    retryLimit: 0,
    retryDelay: 0,
    retryBackoff: false,
    expireInSeconds: 600,
    cron: "* * * * *",
    batchSize: 1,
    localConcurrency: 1,
    pollingIntervalSeconds: 10,
  },
  /** Delete what is of no use any more: every two minutes, so that there is never much of it. */
  cleanup: {
    payload: z.object({}),
    // The next one does what this one did not; what fails for a minute is worth a look.
    retryLimit: 2,
    retryDelay: 15,
    retryBackoff: false,
    expireInSeconds: 600,
    cron: "*/2 * * * *",
    // Starting late harms nobody.
    batchSize: 1,
    localConcurrency: 1,
    pollingIntervalSeconds: 30,
  },
} satisfies Record<QueueName, QueueSettings>;

/** The settings of a queue, as all of them have them. */
export function settingsOf(name: QueueName): QueueSettings {
  return queues[name];
}

/** Where jobs of a queue end that have failed for good, for people to look into. Nobody works on them. */
export function deadLetterOf(name: QueueName): string {
  return `${name}_dead`;
}

/** The same schemas, each known to read what its own queue takes. */
const payloads: { [Name in QueueName]: { payload: z.ZodType<JobPayloads[Name]> } } = queues;

/** What a job is told, or why that cannot be. */
export type ReadPayload<Name extends QueueName> =
  | { fits: true; payload: JobPayloads[Name] }
  | { fits: false; misfit: string };

/**
 * Reads what a job is told, or says what is wrong with it without a word of what it holds. Fields
 * that this version does not know are left out: a newer node may have sent it.
 */
export function readPayload<Name extends QueueName>(name: Name, data: unknown): ReadPayload<Name> {
  // Jobs that an older version scheduled have no payload at all.
  const { success, data: payload, error } = payloads[name].payload.safeParse(data ?? {});
  if (success) return { fits: true, payload };
  const problems = error.issues.map(
    ({ path, code }) => `${path.join(".") || "all of it"} (${code})`,
  );
  return {
    fits: false,
    misfit: `the payload does not fit the queue ${name}: ${problems.join(", ")}`,
  };
}
