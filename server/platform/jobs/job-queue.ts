import type { z } from "zod";
import type { QueueName } from "../../../shared/job-names.ts";
import type { Transaction } from "../db/client.ts";
import type { queues } from "./queues.ts";

/** Everything that runs as a job, with what it is told. */
export type JobPayloads = {
  [Name in QueueName]: z.infer<(typeof queues)[Name]["payload"]>;
};

/** How a try ended: `done` needs no other, `dead` gets none, and whatever failed has a reason. */
export type JobEnd = { outcome: "done" } | { outcome: "again" | "dead"; reason: string };

/** Where use-cases leave work for later. */
export interface JobQueue {
  /**
   * Adds a job in the transaction: it exists if and only if the transaction commits. Throws when
   * the payload is not what the queue takes.
   */
  enqueue<Name extends QueueName>(
    tx: Transaction,
    name: Name,
    payload: JobPayloads[Name],
  ): Promise<void>;
  /**
   * The same for a job that lets others go first: those of its queue that have fewer before them.
   * So whoever leaves many at once does not hold up who leaves one.
   */
  enqueueBehind<Name extends QueueName>(
    tx: Transaction,
    name: Name,
    job: { payload: JobPayloads[Name]; before: number },
  ): Promise<void>;
}
