import { z } from "zod";
import { answerSchema } from "./answer-job.ts";

/** By this signal a process ends that takes too much memory. Nothing else sends it. */
export const overMemory = "SIGUSR2";

/** What a process is told when it starts, by its arguments. */
export interface WorkerArguments {
  /** The process id of the server. */
  server: number;
  /** Most memory that the process may take, in bytes. */
  memoryBytes: number;
}

/** What a process tells: that it can take a job, that it has one, and what became of it. */
export const workerMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("begun") }),
  z.object({
    kind: z.literal("done"),
    answer: answerSchema,
    /** Memory that the process holds after the job, in bytes. */
    heldBytes: z.number(),
  }),
]);

export type WorkerMessage = z.infer<typeof workerMessageSchema>;
