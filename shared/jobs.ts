import { z } from "zod";
import { type QueueName, queueNames, statisticsSpans } from "./job-names.ts";

/** Maximum number of dead jobs on a page for admins. */
const maxPageLength = 100;

const queueName = z.enum(queueNames);

export const listDeadJobsSchema = z.object({
  /** Omitted for all queues. */
  queue: queueName.optional(),
  /** The previous page's last job: its time of death and id. */
  cursor: z.object({ diedAt: z.iso.datetime(), id: z.uuid() }).optional(),
  limit: z.int().min(1).max(maxPageLength).default(20),
});

export const deadJobSchema = z.object({ queue: queueName, jobId: z.uuid() });

export const jobStatisticsSchema = z.object({ queue: queueName, span: z.enum(statisticsSpans) });

export type ListDeadJobs = z.infer<typeof listDeadJobsSchema>;
export type DeadJobCursor = NonNullable<ListDeadJobs["cursor"]>;

/** The current number of jobs in a queue. */
export interface QueueDepth {
  queue: QueueName;
  /** Ready to run. */
  waiting: number;
  /** Delayed. */
  later: number;
  running: number;
  /** Failed, and to be retried. */
  failed: number;
  /** Failed for good. */
  dead: number;
  /** How long the oldest ready job has waited; null when none is ready. */
  oldestSeconds: number | null;
}

/** A queue as admins see it. */
export interface QueueForAdmin extends QueueDepth {
  /** Maximum number of tries of a job. */
  tries: number;
  /** The schedule of this queue's jobs; null if only events create them. */
  schedule: { cron: string; /** ISO 8601. */ next: string } | null;
}

/** A job that has failed for good. */
export interface DeadJob {
  id: string;
  queue: QueueName;
  /** Ids, numbers and booleans; any other value is `…`. */
  payload: Record<string, string | number | boolean | null>;
  /** The error of its last try; null without one. */
  reason: string | null;
  attempts: number;
  /** When it was created; ISO 8601, to the microsecond. */
  createdAt: string;
  diedAt: string;
}

/** The history of a queue: each list has one number per bucket, null where nothing was recorded. */
export interface JobStatistics {
  /** Length of a bucket. */
  bucketSeconds: number;
  /** Starts of the buckets, Unix time in seconds. */
  times: number[];
  /** Maximum number of jobs at once in the bucket. */
  waiting: (number | null)[];
  running: (number | null)[];
  dead: (number | null)[];
  /** From ready to started, in seconds: median and 95th percentile. */
  waitP50: (number | null)[];
  waitP95: (number | null)[];
  /** From start to end, in seconds. */
  runP50: (number | null)[];
  runP95: (number | null)[];
}
