import { z } from "zod";

/** Words for the reader, in Markdown. */
export const textPartSchema = z.object({ kind: z.literal("text"), text: z.string() });

/** A model's thoughts before or between its words. */
export const reasoningPartSchema = z.object({
  kind: z.literal("reasoning"),
  text: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  /** ISO 8601; null while the model is thinking, and where the reply broke off in its thoughts. */
  endedAt: z.string().nullable(),
});

/** What there is to know of a reply besides its words. */
export const noticePartSchema = z.object({
  kind: z.literal("notice"),
  /**
   * - `history_shortened`: the model was not shown all of the conversation, which is too long for it.
   * - `files_left_out`: of files of earlier messages it was told the names alone.
   */
  notice: z.enum(["history_shortened", "files_left_out"]),
  /** Where the model's view began: the first message that it was shown. Absent in replies of older versions. */
  from: z.string().optional(),
});

/** A piece of a message's content. Readers keep parts of kinds that they do not know. */
export const partSchema = z.discriminatedUnion("kind", [
  textPartSchema,
  reasoningPartSchema,
  noticePartSchema,
]);

export type Part = z.infer<typeof partSchema>;
export type ReasoningPart = z.infer<typeof reasoningPartSchema>;

/**
 * What changes a reply's parts, in the log and on the wire.
 * - `text`: append to the text part at the end, which begins with this where there is none.
 * - `open`: a part begins.
 * - `append`: more text of the part at the end, which is no text part.
 * - `close`: the part at the end is complete.
 * - `rethink`: all words so far were thoughts; the words for the reader are still to come.
 * - `wait`: the model server is busy and is asked again at `until` (ISO 8601), which was `ms`
 *   milliseconds away. Changes no part; over with the next event.
 */
export const partEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("open"), part: partSchema }),
  z.object({ type: z.literal("append"), text: z.string() }),
  z.object({ type: z.literal("close"), at: z.string() }),
  z.object({ type: z.literal("rethink"), startedAt: z.string(), at: z.string() }),
  z.object({ type: z.literal("wait"), until: z.string(), ms: z.number() }),
]);

export type PartEvent = z.infer<typeof partEventSchema>;

/** The beginning of a reply that stays when what comes behind it is taken back. */
export const keptSchema = z.object({
  /** How many parts stay. */
  parts: z.number().int(),
  /** How long their words for the reader are together, in UTF-16 code units. */
  text: z.number().int(),
});

export type Kept = z.infer<typeof keptSchema>;
