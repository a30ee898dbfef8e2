import { z } from "zod";
import { usageSchema } from "../../../../shared/message.ts";
import type { ProviderRequest } from "../../provider.ts";
import type { ArchivedMessage, ArchivedThread, ArchiveHit } from "../thread-archive.ts";

const archiveQuestionSchema = z.discriminatedUnion("method", [
  z.object({
    method: z.literal("search"),
    words: z.array(z.string().max(40)).min(1).max(8),
    limit: z.int().min(1).max(50),
  }),
  z.object({ method: z.literal("recent"), limit: z.int().min(1).max(50) }),
  z.object({ method: z.literal("messages"), threadId: z.string() }),
]);

/** A skill's query of the user's other threads. */
export type ArchiveQuestion = z.infer<typeof archiveQuestionSchema>;

/** The archive's answer to such a query. */
export type ArchiveAnswer =
  | { method: "search"; hits: ArchiveHit[] }
  | { method: "recent"; threads: ArchivedThread[] }
  | { method: "messages"; messages: ArchivedMessage[] };

/**
 * The complete input of a built-in model's reply. The reply is computed from scratch with each
 * further answer of the archive, so that no process waits for the database.
 */
export interface AnswerJob {
  request: ProviderRequest;
  now: Date;
  /** Answers to the queries so far, in order. */
  known: ArchiveAnswer[];
}

export const answerSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    text: z.string(),
    usage: usageSchema,
    /** Whether the reply was cut to the maximum length. */
    isCut: z.boolean(),
  }),
  z.object({ kind: z.literal("asks"), question: archiveQuestionSchema }),
  /** A bug in a skill; the reason is for the log, and contains no user text. */
  z.object({ kind: z.literal("failed"), reason: z.string() }),
]);

/** The outcome of a job. */
export type Answer = z.infer<typeof answerSchema>;

/** Computes the answer of a job, here or in another process. */
export type Compose = (job: AnswerJob, signal: AbortSignal) => Promise<Answer>;
