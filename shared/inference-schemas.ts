import { z } from "zod";
import { efforts } from "./effort.ts";
import { modelNameSchema } from "./model.ts";

/** How long a model may think. */
export const effortSchema = z.enum(efforts);

/**
 * The user's choices for the replies of a thread. Fields that only a later version knows are kept.
 */
export const inferenceSchema = z.looseObject({
  /** Omitted leaves it to the model. A value that only a later version knows counts as omitted. */
  effort: effortSchema.optional().catch(undefined),
  /** The model of the next replies; absent leaves it to the assistant. */
  model: modelNameSchema.optional().catch(undefined),
});

export type Inference = z.infer<typeof inferenceSchema>;
