import type { QueueName } from "../../../shared/job-names.ts";
import type { Transaction } from "../db/client.ts";
import type { AllPayloads } from "./queue-settings.ts";

/** How a try ended: `done` needs no other, `dead` gets no other, and every failure has a reason. */
export type JobEnd = { outcome: "done" } | { outcome: "again" | "dead"; reason: string };

/** Sends jobs, typed by the payload of each queue. */
export interface JobQueue<Payloads extends Partial<AllPayloads>> {
  /**
   * Adds a job in the transaction: it exists if and only if the transaction commits. Throws when
   * the payload does not match the queue's schema.
   */
  enqueue<Name extends QueueName & keyof Payloads>(
    tx: Transaction,
    name: Name,
    payload: Payloads[Name],
  ): Promise<void>;
  /**
   * The same for a job that lets jobs with fewer others before them go first. So a user with many
   * jobs does not delay one with few.
   */
  enqueueBehind<Name extends QueueName & keyof Payloads>(
    tx: Transaction,
    name: Name,
    job: { payload: Payloads[Name]; before: number },
  ): Promise<void>;
}
