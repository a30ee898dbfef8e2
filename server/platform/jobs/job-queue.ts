import type { QueueName } from "../../../shared/job-names.ts";
import type { Transaction } from "../db/client.ts";
import type { AllPayloads } from "./queue-settings.ts";

/** How a try ended: `done` needs no other, `dead` gets none, and whatever failed has a reason. */
export type JobEnd = { outcome: "done" } | { outcome: "again" | "dead"; reason: string };

/** Where use-cases leave work for later, by what the jobs of each queue are told. */
export interface JobQueue<Payloads extends Partial<AllPayloads>> {
  /**
   * Adds a job in the transaction: it exists if and only if the transaction commits. Throws when
   * the payload is not what the queue takes.
   */
  enqueue<Name extends QueueName & keyof Payloads>(
    tx: Transaction,
    name: Name,
    payload: Payloads[Name],
  ): Promise<void>;
  /**
   * The same for a job that lets others go first: those of its queue that have fewer before them.
   * So whoever leaves many at once does not hold up who leaves one.
   */
  enqueueBehind<Name extends QueueName & keyof Payloads>(
    tx: Transaction,
    name: Name,
    job: { payload: Payloads[Name]; before: number },
  ): Promise<void>;
}
