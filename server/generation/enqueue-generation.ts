import { newId } from "../../shared/ids.ts";
import type { Transaction } from "../db/client.ts";
import { generations } from "../db/schema/generations.ts";
import type { JobQueue } from "../jobs/job-queue.ts";

/** Stores a generation for a pending reply, and the job that wakes a worker for it. */
export async function enqueueGeneration(
  tx: Transaction,
  jobs: JobQueue,
  generation: {
    threadId: string;
    userId: string;
    messageId: string;
    workflowId: string;
    model: string;
  },
): Promise<void> {
  const id = newId("generation");
  await tx.insert(generations).values({ id, ...generation });
  await jobs.enqueue(tx, "generation", { generationId: id });
}
