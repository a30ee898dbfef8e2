import { z } from "zod";
import { efforts } from "./effort.ts";

/** How long a model may think. */
export const effortSchema = z.enum(efforts);

/**
 * What a person has chosen about how the replies of a thread are made. Choices that only a later
 * version knows are kept as they are.
 */
export const inferenceSchema = z.looseObject({
  /** Absent leaves it to the model. A value that only a later version knows is read as absent. */
  effort: effortSchema.optional().catch(undefined),
});

export type Inference = z.infer<typeof inferenceSchema>;
