import { z } from "zod";
import { workflowLimits } from "./workflow-rules.ts";

/** A model's name, such as `gpt-5-mini` or `claude/claude-sonnet-4-5`. */
export const modelNameSchema = z
  .string()
  .trim()
  .max(workflowLimits.model)
  // What Postgres and UTF-8 cannot hold is in no name.
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, "no model's name");

/** Abilities and price of a model. Unknown ones are omitted. */
export const modelTraitsSchema = z.object({
  /** What people call it, where that is another word than its name. */
  title: z.string().optional(),
  /** Tokens that instructions, conversation and reply may take up together. */
  contextWindow: z.int().positive().optional(),
  /** Longest reply, in tokens. */
  maxOutputTokens: z.int().positive().optional(),
  /** Whether it can be shown pictures. */
  vision: z.boolean().optional(),
  /** Whether it can call tools. */
  tools: z.boolean().optional(),
  /** Whether it can think before it answers. */
  reasoning: z.boolean().optional(),
  /** US dollars for a million tokens. */
  price: z.object({ input: z.number().min(0), output: z.number().min(0) }).optional(),
});

export type ModelTraits = z.infer<typeof modelTraitsSchema>;

/** A model that people may choose. */
export interface OfferedModel extends ModelTraits {
  name: string;
  /** The connection that it belongs to, by name. */
  connection: string;
}

/** Some of the models that people may choose. */
export interface OfferedModels {
  models: OfferedModel[];
  /** Where the next page begins; null at the end. */
  nextCursor: number | null;
  /** How many there are on all pages. */
  total: number;
}

/** Most models that a page holds. */
export const mostModelsOnPage = 100;
