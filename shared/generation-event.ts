import { z } from "zod";
import { finalStatuses } from "./generation-status.ts";
import { finishReasonSchema, generationErrorSchema, usageSchema } from "./message.ts";
import { keptSchema, partEventSchema } from "./parts.ts";

/** The last chunk of a generation's log. */
export const finalChunkSchema = z.object({
  type: z.literal("final"),
  /** One that only a later version knows is read as a failure. */
  status: z.enum(finalStatuses).catch("failed"),
  error: generationErrorSchema.nullable(),
  usage: usageSchema.nullable(),
  finishReason: finishReasonSchema,
});

export type FinalChunk = z.infer<typeof finalChunkSchema>;

/**
 * What `generations.watch` yields.
 * - `snapshot`: replace all text with this. Comes first when there is no cursor, and whenever a
 *   cursor cannot be honoured.
 * - `restart`: drop all parts and wait for the new attempt's, for another worker took over. Of a reply
 *   that was continued, what it held before (`keep`) stays.
 * - `final`: nothing comes after it.
 * - the events of `partEventSchema`, of which readers that do not ask for parts get `text` alone.
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
