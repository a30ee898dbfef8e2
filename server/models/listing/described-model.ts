import { z } from "zod";
import { modelTraitsSchema } from "../../../shared/model.ts";

/** A model as its server or the operator describes it; the name is the server's. */
export const describedModelSchema = modelTraitsSchema.extend({ name: z.string() });

export type DescribedModel = z.infer<typeof describedModelSchema>;

/** Most models of a connection's list; OpenRouter's has several hundred. */
export const mostModels = 10_000;
