import { z } from "zod";
import { finalStatuses } from "./generation-status.ts";
import { finishReasonSchema, generationErrorSchema, usageSchema } from "./message.ts";
import { keptSchema, partEventSchema } from "./parts.ts";

/** The last chunk of a generation's log. */
export const finalChunkSchema = z.object({
  type: z.literal("final"),
  /** A status that only a later version knows counts as failed. */
  status: z.enum(finalStatuses).catch("failed"),
  error: generationErrorSchema.nullable(),
  usage: usageSchema.nullable(),
  finishReason: finishReasonSchema,
  /** The model that wrote the reply, where that is another than the one that was asked for. */
  model: z.string().optional(),
});

export type FinalChunk = z.infer<typeof finalChunkSchema>;

/**
 * Events of `generations.watch`.
 * - `snapshot`: replace all text with this. Comes first without a valid cursor.
 * - `restart`: drop all parts and wait for the new attempt's, because another worker took over.
 *   `keep` is the content that a continued reply had before, which stays.
 * - `final`: the last event.
 * - the events of `partEventSchema`; readers that do not request parts get only `text`.
 */
export const generationEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("snapshot"), attempt: z.number().int(), text: z.string() }),
  ...partEventSchema.options,
  z.object({
    type: z.literal("restart"),
    attempt: z.number().int(),
    keep: keptSchema.optional(),
  }),
  finalChunkSchema,
]);

export type GenerationEvent = z.infer<typeof generationEventSchema>;
