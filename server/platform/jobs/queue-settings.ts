import type { z } from "zod";
import type { QueueName } from "../../../shared/job-names.ts";

/** How one kind of jobs is kept, tried and worked on. Times are seconds. */
export interface QueueSettings<Payload = unknown> {
  /** What a job is told: ids, never text or secrets, for admins look into what has died. */
  payload: z.ZodType<Payload>;
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
  /** Period in which one job is made by schedule, if there is anything to do. */
  everySeconds?: number;
  /**
   * Whether a job only starts work that is recorded elsewhere and goes on after the job. The record then counts the
   * workers that were lost, and a node that stops takes no more of these jobs before it hands its work over.
   */
  onlyStarts?: boolean;
  /** Most jobs fetched at once; may depend on how much the node works on at the same time. */
  batchSize: number | ((mostAtOnce: number) => number);
  /** Fetchers on one node. A notice wakes them all, so they are few. */
  localConcurrency: number;
  /**
   * How often fetchers look by themselves while notices do not come. While they do, notices wake them, and for
   * later tries `wakeForDueJobs`.
   */
  pollingIntervalSeconds: number;
}

/** Every queue, whatever its jobs are told. */
export type Queues = Readonly<Record<QueueName, QueueSettings>>;

/** What the jobs of every queue are told. */
export type AllPayloads = Record<QueueName, object>;

/** Every queue, by what its jobs are told. */
export type QueuesOf<Payloads extends AllPayloads> = {
  readonly [Name in keyof Payloads]: QueueSettings<Payloads[Name]>;
};

/** What the jobs of some queues are told, by the queues' names. */
export type PayloadsOf<Declared extends Partial<Queues>> = {
  [Name in keyof Declared]: Declared[Name] extends { payload: z.ZodType<infer Payload> }
    ? Payload
    : never;
};

/** Where jobs of a queue end that have failed for good, for admins to look into. No worker fetches them. */
export function deadLetterOf(name: QueueName): string {
  return `${name}_dead`;
}

/** What a job is told, or why that cannot be. */
export type ReadPayload<Payload> =
  | { fits: true; payload: Payload }
  | { fits: false; misfit: string };

/**
 * Reads what a job is told, or says what is wrong with it without a word of what it holds. Fields
 * that this version does not know are left out: a newer node may have sent it.
 */
export function readPayload<Payload>(
  name: QueueName,
  { payload: schema }: Pick<QueueSettings<Payload>, "payload">,
  data: unknown,
): ReadPayload<Payload> {
  // Jobs that an older version scheduled have no payload at all.
  const { success, data: payload, error } = schema.safeParse(data ?? {});
  if (success) return { fits: true, payload };
  const problems = error.issues.map(
    ({ path, code }) => `${path.join(".") || "all of it"} (${code})`,
  );
  return {
    fits: false,
    misfit: `the payload does not fit the queue ${name}: ${problems.join(", ")}`,
  };
}
