import { z } from "zod";
import { attachmentSchema } from "./attachment.ts";
import { generationErrorCodes } from "./errors.ts";
import { generationStatuses } from "./generation-status.ts";
import { partSchema } from "./parts.ts";
import { summarySchema } from "./summary.ts";

/** Tokens as the provider counted them; null where it does not tell. */
export const usageSchema = z.object({
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
});

export type Usage = z.infer<typeof usageSchema>;

/** Why a generation failed, and after how long trying again makes sense when the provider said so. */
export const generationErrorSchema = z.object({
  /** A code that only a later version knows is read as this server's own fault. */
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

/** Absent for a reply that the model ended by itself, and for a reason that only a later version knows. */
export const finishReasonSchema = z.enum(finishReasons).optional().catch(undefined);

/** What makes a generation one that continues a reply. */
export const continuationSchema = z.object({
  /** How often the reply has been continued; of two generations of a message the higher is newer. */
  number: z.number().int(),
  /** The place in the log up to which it repeats what the reply held before. */
  seq: z.number().int(),
});

export type Continuation = z.infer<typeof continuationSchema>;

/** The production of one assistant message. */
export const generationSchema = z.object({
  id: z.string(),
  status: z.enum(generationStatuses),
  model: z.string(),
  error: generationErrorSchema.nullable(),
  /** Of all generations of the message together. */
  usage: usageSchema.nullable(),
  finishReason: finishReasonSchema,
  /** Absent for a reply from its beginning. */
  continuation: continuationSchema.optional(),
});

export type Generation = z.infer<typeof generationSchema>;

export const feedbackKinds = ["positive", "negative"] as const;

/** What a reader thinks of a reply; the words of the hosted product's `items.feedback`. */
export type FeedbackKind = (typeof feedbackKinds)[number];

/** What its reader has said of a reply, and the how-manieth time: of two copies the higher is newer. */
export const feedbackSchema = z.object({
  /** Null for one that was taken back. */
  kind: z.enum(feedbackKinds).nullable(),
  revision: z.number().int(),
});

export type Feedback = z.infer<typeof feedbackSchema>;

/**
 * A user or assistant message. Messages form a tree through `parentId`; those with the same
 * parent are siblings (edits, regenerations), ordered by `seq`, which counts up within a thread.
 *
 * While a generation is live its message's `text` is empty here: the text comes from
 * `generations.watch`. While a reply is continued, `text` and `parts` are what it held before
 * or, where that would be said again, empty.
 */
export const messageSchema = z.object({
  id: z.string(),
  threadId: z.string(),
  parentId: z.string().nullable(),
  seq: z.number().int(),
  role: z.enum(["user", "assistant"]),
  /** The words of the message alone. */
  text: z.string(),
  /** All of its content, in order; absent where that is nothing but the text. */
  parts: z.array(partSchema).readonly().optional(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** Present on assistant messages alone. */
  generation: generationSchema.nullable(),
  /** A person's files, in their order; absent for none. */
  attachments: z.array(attachmentSchema).optional(),
  /** Absent while its reader has said nothing. */
  feedback: feedbackSchema.optional(),
  /** Of the conversation up to this message; absent where none was ever asked for. */
  summary: summarySchema.optional(),
});

export type Message = z.infer<typeof messageSchema>;
