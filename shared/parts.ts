import { z } from "zod";
import { generationErrorCodes } from "./errors.ts";

/** Text for the user, in Markdown. */
export const textPartSchema = z.object({ kind: z.literal("text"), text: z.string() });

/** A model's reasoning before or between text. */
export const reasoningPartSchema = z.object({
  kind: z.literal("reasoning"),
  text: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  /** ISO 8601; null while the model is thinking, and if the reply broke off during it. */
  endedAt: z.string().nullable(),
});

/** A notice about a reply. */
export const noticePartSchema = z.object({
  kind: z.literal("notice"),
  /**
   * - `history_shortened`: the conversation was too long, so the model was not shown all of it.
   * - `files_left_out`: of files of earlier messages, the model was shown only the names.
   */
  notice: z.enum(["history_shortened", "files_left_out"]),
  /** The first message that the model was shown. Absent in replies of older versions. */
  from: z.string().optional(),
});

/** A fallback model wrote the reply. Comes before its text. */
export const substitutePartSchema = z.object({
  kind: z.literal("substitute"),
  /** The model that wrote the reply. */
  model: z.string(),
  /** The requested model. */
  asked: z.string(),
  /** Why the requested model failed. A code of a later version is read as `internal`. */
  reason: z.enum(generationErrorCodes).catch("internal"),
});

/** A piece of a message's content. Readers keep parts of unknown kinds. */
export const partSchema = z.discriminatedUnion("kind", [
  textPartSchema,
  reasoningPartSchema,
  noticePartSchema,
  substitutePartSchema,
]);

export type Part = z.infer<typeof partSchema>;
export type SubstitutePart = z.infer<typeof substitutePartSchema>;
export type ReasoningPart = z.infer<typeof reasoningPartSchema>;

/**
 * Changes of a reply's parts, in the log and on the wire.
 * - `text`: append to the text part at the end, or start one.
 * - `open`: a part starts.
 * - `append`: append to the part at the end, which is not a text part.
 * - `close`: the part at the end is complete.
 * - `rethink`: all text so far was reasoning; the text for the user follows.
 * - `wait`: the model server is busy, and the call is retried at `until` (ISO 8601), in `ms`
 *   milliseconds, or after `ahead` other calls. Changes no part; ends with the next event, which may
 *   be a `wait` of 0 ms without `ahead`.
 */
export const partEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("open"), part: partSchema }),
  z.object({ type: z.literal("append"), text: z.string() }),
  z.object({ type: z.literal("close"), at: z.string() }),
  z.object({ type: z.literal("rethink"), startedAt: z.string(), at: z.string() }),
  z.object({
    type: z.literal("wait"),
    until: z.string(),
    ms: z.number(),
    ahead: z.number().int().optional(),
  }),
]);

export type PartEvent = z.infer<typeof partEventSchema>;

/** The part of a reply that stays when the rest is taken back. */
export const keptSchema = z.object({
  /** Number of parts that stay. */
  parts: z.number().int(),
  /** Total length of their text for the user, in UTF-16 code units. */
  text: z.number().int(),
});

export type Kept = z.infer<typeof keptSchema>;
