import type { QueueName, StatisticsSpan } from "../../../shared/job-names.ts";
import type {
  DeadJobCursor,
  JobStatistics,
  QueueDepth,
  QueueForAdmin,
} from "../../../shared/jobs.ts";
import type { Transaction } from "../db/client.ts";

/** A dead job as stored. */
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

/** Identifies a dead job. */
export interface DeadJobName {
  queue: QueueName;
  jobId: string;
}

/** Jobs as admins see and manage them, whatever stores them. */
export interface JobStore {
  /** The current number of jobs in each queue. */
  depths(): Promise<QueueDepth[]>;
  /** The declared settings of a queue. */
  describe(queue: QueueName): Pick<QueueForAdmin, "tries" | "schedule">;
  /** Dead jobs, latest first, of one queue or of all. */
  listDead(page: {
    queue: QueueName | undefined;
    cursor: DeadJobCursor | undefined;
    limit: number;
  }): Promise<StoredDeadJob[]>;
  /** The history of a queue. */
  statistics(queue: QueueName, span: StatisticsSpan): Promise<JobStatistics>;
  /**
   * Locks a dead job until the transaction ends, so that only one of several callers gets it.
   *
   * @returns its payload; null when it does not exist any more
   */
  lockDead(tx: Transaction, job: DeadJobName): Promise<{ payload: unknown } | null>;
  /** Puts a locked job back into its queue, as new. @returns whether the queue accepted it */
  revive(tx: Transaction, job: DeadJobName): Promise<boolean>;
  /** Deletes a locked job. */
  discard(tx: Transaction, job: DeadJobName): Promise<void>;
}
