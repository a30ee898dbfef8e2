import type { QueueName, StatisticsSpan } from "../../../shared/job-names.ts";
import type {
  DeadJobCursor,
  JobStatistics,
  QueueDepth,
  QueueForAdmin,
} from "../../../shared/jobs.ts";
import type { Transaction } from "../db/client.ts";

/** A dead job as it is stored. */
export interface StoredDeadJob {
  id: string;
  queue: QueueName;
  payload: unknown;
  reason: string | null;
  attempts: number;
  /** ISO 8601, to the microsecond: jobs of one batch die together. */
  createdAt: string;
  diedAt: string;
}

/** A dead job by its name. */
export interface DeadJobName {
  queue: QueueName;
  jobId: string;
}

/** What admins may know of jobs and do with dead ones, whatever keeps them. */
export interface JobStore {
  /** How many jobs each queue holds at this moment. */
  depths(): Promise<QueueDepth[]>;
  /** What has been declared of each queue. */
  describe(queue: QueueName): Pick<QueueForAdmin, "tries" | "schedule">;
  /** Dead jobs, the latest first, of one queue or of all. */
  listDead(page: {
    queue: QueueName | undefined;
    cursor: DeadJobCursor | undefined;
    limit: number;
  }): Promise<StoredDeadJob[]>;
  /** What a queue has been like over time. */
  statistics(queue: QueueName, span: StatisticsSpan): Promise<JobStatistics>;
  /**
   * Locks a dead job until the transaction ends, so that only one of those who want it gets it.
   *
   * @returns what it was told; null when it is not there, or not there any more
   */
  lockDead(tx: Transaction, job: DeadJobName): Promise<{ payload: unknown } | null>;
  /** Puts a locked job back in its queue, as new. @returns whether the queue took it */
  revive(tx: Transaction, job: DeadJobName): Promise<boolean>;
  /** Deletes a locked job. */
  discard(tx: Transaction, job: DeadJobName): Promise<void>;
}
