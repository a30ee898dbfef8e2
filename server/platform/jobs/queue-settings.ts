import type { z } from "zod";
import type { QueueName } from "../../../shared/job-names.ts";

/** How the jobs of a queue are stored, retried and run. Times are seconds. */
export interface QueueSettings<Payload = unknown> {
  /** Payload of a job: ids, never text or secrets, because admins inspect dead jobs. */
  payload: z.ZodType<Payload>;
  /** Retries after the first try, before a job is dead. */
  retryLimit: number;
  /** Pause before the first retry. */
  retryDelay: number;
  /** Whether the pause doubles with each retry. */
  retryBackoff: boolean;
  /** Longest pause between retries. */
  retryDelayMax?: number;
  /** A job that is not done by then counts as lost. */
  expireInSeconds: number;
  /**
   * A running job whose worker has not been heard of for this long counts as lost, at least 10. For
   * jobs that may run for long; omitted, only `expireInSeconds` counts.
   */
  heartbeatSeconds?: number;
  /** Delay of a job's first run; 0 by default. */
  startAfter?: number;
  /** Period of a scheduled job, which is created only if there is work. */
  everySeconds?: number;
  /**
   * Whether a job only starts work that is recorded elsewhere and outlives the job. That record
   * then counts lost workers, and a stopping node fetches no more of these jobs before it hands
   * over its work.
   */
  onlyStarts?: boolean;
  /** Maximum number of jobs fetched at once; may depend on the node's concurrency. */
  batchSize: number | ((mostAtOnce: number) => number);
  /** Fetchers per node. A notice wakes them all, so use few. */
  localConcurrency: number;
  /**
   * How often fetchers poll while notices do not arrive. Otherwise notices wake them, and
   * `wakeForDueJobs` does for retries.
   */
  pollingIntervalSeconds: number;
}

/** Every queue, whatever its payload. */
export type Queues = Readonly<Record<QueueName, QueueSettings>>;

/** The payloads of all queues. */
export type AllPayloads = Record<QueueName, object>;

/** All queues, by the type of their payloads. */
export type QueuesOf<Payloads extends AllPayloads> = {
  readonly [Name in keyof Payloads]: QueueSettings<Payloads[Name]>;
};

/** The payload types of some queues, by queue name. */
export type PayloadsOf<Declared extends Partial<Queues>> = {
  [Name in keyof Declared]: Declared[Name] extends { payload: z.ZodType<infer Payload> }
    ? Payload
    : never;
};

/**
 * The queue for jobs that have failed for good, for admins to inspect. No worker fetches from it.
 */
export function deadLetterOf(name: QueueName): string {
  return `${name}_dead`;
}

/** A parsed payload, or why it does not match. */
export type ReadPayload<Payload> =
  | { fits: true; payload: Payload }
  | { fits: false; misfit: string };

/**
 * Parses a payload, or describes what is wrong with it without quoting its content. Drops fields
 * that this version does not know: a newer node may have sent it.
 */
export function readPayload<Payload>(
  name: QueueName,
  { payload: schema }: Pick<QueueSettings<Payload>, "payload">,
  data: unknown,
): ReadPayload<Payload> {
  // Jobs that an older version scheduled have no payload.
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
