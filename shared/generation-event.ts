import { z } from "zod";
import { finishReasonSchema, generationErrorSchema, usageSchema } from "./message.ts";

/** How a generation can end. `interrupted` is written by older versions alone: now it is `failed`. */
export const finalStatuses = ["completed", "stopped", "failed", "interrupted"] as const;

export type FinalStatus = (typeof finalStatuses)[number];

/** The last chunk of a generation's log. */
export const finalChunkSchema = z.object({
  type: z.literal("final"),
  status: z.enum(finalStatuses),
  error: generationErrorSchema.nullable(),
  usage: usageSchema.nullable(),
  finishReason: finishReasonSchema,
});

export type FinalChunk = z.infer<typeof finalChunkSchema>;

/**
 * What `generations.watch` yields.
 * - `snapshot`: replace all text with this. Comes first when there is no cursor, and whenever a
 *   cursor cannot be honoured.
 * - `text`: append.
 * - `restart`: another worker took over; drop all text and wait for the new attempt's.
 * - `final`: nothing comes after it.
 */
export const generationEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("snapshot"), attempt: z.number().int(), text: z.string() }),
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("restart"), attempt: z.number().int() }),
  finalChunkSchema,
]);

export type GenerationEvent = z.infer<typeof generationEventSchema>;
