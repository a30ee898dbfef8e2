import { z } from "zod";
import { answerSchema } from "./answer-job.ts";

/** Arguments of a worker process. */
export interface WorkerArguments {
  /** The process id of the server. */
  server: number;
  /** Memory limit of the process, in bytes. */
  memoryBytes: number;
}

/** Messages from a worker process: it is ready, it has started a job, or the job's outcome. */
export const workerMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("begun") }),
  z.object({
    kind: z.literal("done"),
    answer: answerSchema,
    /** Memory held after the job, in bytes. */
    heldBytes: z.number(),
  }),
]);

export type WorkerMessage = z.infer<typeof workerMessageSchema>;
