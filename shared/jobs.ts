import { z } from "zod";
import { type QueueName, queueNames, statisticsSpans } from "./job-names.ts";

/** Most dead jobs of a page that admins are shown. */
const maxPageLength = 100;

const queueName = z.enum(queueNames);

export const listDeadJobsSchema = z.object({
  /** Of one queue; of all without. */
  queue: queueName.optional(),
  /** The last job of the page before: when it died and its id. */
  cursor: z.object({ diedAt: z.iso.datetime(), id: z.uuid() }).optional(),
  limit: z.int().min(1).max(maxPageLength).default(20),
});

export const deadJobSchema = z.object({ queue: queueName, jobId: z.uuid() });

export const jobStatisticsSchema = z.object({ queue: queueName, span: z.enum(statisticsSpans) });

export type ListDeadJobs = z.infer<typeof listDeadJobsSchema>;
export type DeadJobCursor = NonNullable<ListDeadJobs["cursor"]>;

/** How many jobs a queue holds at this moment. */
export interface QueueDepth {
  queue: QueueName;
  /** Could run now. */
  waiting: number;
  /** Are to run later. */
  later: number;
  running: number;
  /** Have failed and will be tried again. */
  failed: number;
  /** Have failed for good. */
  dead: number;
  /** For so long the oldest that could run has waited; null where none does. */
  oldestSeconds: number | null;
}

/** A queue as admins see it. */
export interface QueueForAdmin extends QueueDepth {
  /** How often a job is tried at most. */
  tries: number;
  /** When jobs of this queue are made; null where only events make them. */
  schedule: { cron: string; /** ISO 8601. */ next: string } | null;
}

/** A job that has failed for good. */
export interface DeadJob {
  id: string;
  queue: QueueName;
  /** What it was told: ids, numbers and yes or no; anything else is `…`. */
  payload: Record<string, string | number | boolean | null>;
  /** What its last try said; null where it said nothing. */
  reason: string | null;
  attempts: number;
  /** When it was asked for; ISO 8601, to the microsecond. */
  createdAt: string;
  diedAt: string;
}

/** A queue over time: one number a moment in each list, null where nothing was recorded. */
export interface JobStatistics {
  /** From one moment to the next. */
  bucketSeconds: number;
  /** Beginnings of the buckets, Unix time in seconds. */
  times: number[];
  /** Most jobs at once in the bucket. */
  waiting: (number | null)[];
  running: (number | null)[];
  dead: (number | null)[];
  /** From being able to run to being taken, in seconds: the median and the 95th percentile. */
  waitP50: (number | null)[];
  waitP95: (number | null)[];
  /** From being taken to its end, in seconds. */
  runP50: (number | null)[];
  runP95: (number | null)[];
}
