import { z } from "zod";
import { attachmentSchema } from "./attachment.ts";
import { generationErrorCodes } from "./errors.ts";
import { generationStatuses } from "./generation-status.ts";
import { partSchema } from "./parts.ts";
import { summarySchema } from "./summary.ts";

/** Tokens as reported by the provider; null if it reports none. */
export const usageSchema = z.object({
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** The part of `inputTokens` that was read from a cache; absent for none or if not reported. */
  cachedInputTokens: z.number().int().optional(),
  /** The part of `inputTokens` that was written to a cache; absent for none or if not reported. */
  cacheWriteTokens: z.number().int().optional(),
  /** The part of `outputTokens` spent on thinking; absent for none or if not reported. */
  reasoningTokens: z.number().int().optional(),
});

export type Usage = z.infer<typeof usageSchema>;

/** Why a generation failed, and when a retry makes sense if the provider said so. */
export const generationErrorSchema = z.object({
  /** A code that only a later version knows becomes `internal`. */
  code: z.enum(generationErrorCodes).catch("internal"),
  retryAfterMs: z.number().int().optional(),
});

export type GenerationError = z.infer<typeof generationErrorSchema>;

/**
 * Why a completed reply is not the model's whole answer.
 * - `length`: it reached the longest length, the model's or the server's.
 * - `content_filter`: the provider's filter ended it.
 * - `refusal`: the model declined; its text says so.
 */
export const finishReasons = ["length", "content_filter", "refusal"] as const;

export type FinishReason = (typeof finishReasons)[number];

/** Absent for a reply that the model ended, and for a reason that only a later version knows. */
export const finishReasonSchema = z.enum(finishReasons).optional().catch(undefined);

/** Marks a generation that continues a reply. */
export const continuationSchema = z.object({
  /**
   * How many times the reply has been continued; of a message's generations, the highest is the
   * newest.
   */
  number: z.number().int(),
  /** The log repeats the reply's earlier content up to this `seq`. */
  seq: z.number().int(),
});

export type Continuation = z.infer<typeof continuationSchema>;

/** The production of one assistant message. */
export const generationSchema = z.object({
  id: z.string(),
  status: z.enum(generationStatuses),
  model: z.string(),
  /** The assistant that answers, if it is another than the thread's. */
  workflowId: z.string().optional(),
  error: generationErrorSchema.nullable(),
  /** Of all generations of the message together. */
  usage: usageSchema.nullable(),
  finishReason: finishReasonSchema,
  /** What this version of the reply was asked to do differently; absent for none. */
  instruction: z.string().optional(),
  /** Absent for a reply that started from scratch. */
  continuation: continuationSchema.optional(),
});

export type Generation = z.infer<typeof generationSchema>;

export const feedbackKinds = ["positive", "negative"] as const;

/** A rating of a reply; the same words as the hosted product's `items.feedback`. */
export type FeedbackKind = (typeof feedbackKinds)[number];

/** The user's rating of a reply, with its revision; higher is newer. */
export const feedbackSchema = z.object({
  /** Null for a removed rating. */
  kind: z.enum(feedbackKinds).nullable(),
  /** Absent without one. */
  comment: z.string().optional(),
  revision: z.number().int(),
});

export type Feedback = z.infer<typeof feedbackSchema>;

/**
 * A user or assistant message. Messages form a tree through `parentId`; those with the same parent
 * are siblings (edits, regenerations), ordered by `seq`, which counts up within a thread.
 *
 * While a generation is live, its message's `text` is empty here: the text comes from
 * `generations.watch`. While a reply is continued, `text` and `parts` hold its earlier content, or
 * are empty in updates that need not repeat it.
 */
export const messageSchema = z.object({
  id: z.string(),
  threadId: z.string(),
  parentId: z.string().nullable(),
  seq: z.number().int(),
  role: z.enum(["user", "assistant"]),
  /** The text of the message. */
  text: z.string(),
  /** The complete content in order; absent if it is only text. */
  parts: z.array(partSchema).readonly().optional(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** Only on assistant messages. */
  generation: generationSchema.nullable(),
  /** A user's files in order; absent without any. */
  attachments: z.array(attachmentSchema).optional(),
  /** Absent without a rating. */
  feedback: feedbackSchema.optional(),
  /** Summary of the thread up to this message; absent if none was ever requested. */
  summary: summarySchema.optional(),
});

export type Message = z.infer<typeof messageSchema>;
