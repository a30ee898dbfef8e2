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

/** What a skill wants to know of the person's other threads. */
export type ArchiveQuestion = z.infer<typeof archiveQuestionSchema>;

/** What the archive has answered to such a question. */
export type ArchiveAnswer =
  | { method: "search"; hits: ArchiveHit[] }
  | { method: "recent"; threads: ArchivedThread[] }
  | { method: "messages"; messages: ArchivedMessage[] };

/**
 * Everything that a reply of the built-in model is made of. It is made from the start again with
 * each further answer of the archive, so that no process waits for the database.
 */
export interface AnswerJob {
  request: ProviderRequest;
  now: Date;
  /** Answers to the questions so far, in their order. */
  known: ArchiveAnswer[];
}

export const answerSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    text: z.string(),
    usage: usageSchema,
    /** Whether there was more than may be said. */
    isCut: z.boolean(),
  }),
  z.object({ kind: z.literal("asks"), question: archiveQuestionSchema }),
  /** A fault of a skill's; the reason is for the log, and holds nothing of what people wrote. */
  z.object({ kind: z.literal("failed"), reason: z.string() }),
]);

/** What became of a job. */
export type Answer = z.infer<typeof answerSchema>;

/** Makes an answer out of a job, here or in another process. */
export type Compose = (job: AnswerJob, signal: AbortSignal) => Promise<Answer>;
