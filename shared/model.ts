import { z } from "zod";
import { workflowLimits } from "./workflow-rules.ts";

/** Postgres and UTF-8 cannot store control characters and halves of surrogate pairs. */
export const modelNamePattern = /^[^\p{Cc}\p{Cs}]+$/u;

/** A model's name, such as `gpt-5-mini` or `claude/claude-sonnet-4-5`. */
export const modelNameSchema = z
  .string()
  .trim()
  .max(workflowLimits.model, `has to be at most ${workflowLimits.model} characters long`)
  .regex(modelNamePattern, "has to be a model's name");

/** A price above it, in US dollars for a million tokens, is a mistake. */
export const mostDollars = 1_000_000;

/** US dollars per million tokens. */
export const modelPriceSchema = z.object({
  input: z.number().min(0),
  output: z.number().min(0),
  /** Of tokens in that the server reads from a cache; those cost `input` without it. */
  cachedInput: z.number().min(0).optional(),
  /** Of tokens in that the server writes to a cache; those cost `input` without it. */
  cacheWrite: z.number().min(0).optional(),
});

export type ModelPrice = z.infer<typeof modelPriceSchema>;

/** Abilities and price of a model. Unknown ones are omitted. */
export const modelTraitsSchema = z.object({
  /** A name for people, if it differs from the model's name. */
  title: z.string().optional(),
  /** Maximum number of tokens of instructions, conversation and reply together. */
  contextWindow: z.int().positive().optional(),
  /** Maximum length of a reply, in tokens. */
  maxOutputTokens: z.int().positive().optional(),
  /** Whether it accepts images. */
  vision: z.boolean().optional(),
  /** Whether it can call tools. */
  tools: z.boolean().optional(),
  /** Whether it can think before it answers. */
  reasoning: z.boolean().optional(),
  price: modelPriceSchema.optional(),
});

export type ModelTraits = z.infer<typeof modelTraitsSchema>;

/** A model that users may choose. */
export interface OfferedModel extends ModelTraits {
  name: string;
  /** The name of its connection. */
  connection: string;
}

/** A page of the models that users may choose. */
export interface OfferedModels {
  models: OfferedModel[];
  /** The cursor of the next page; null on the last one. */
  nextCursor: number | null;
  /** The number of models on all pages. */
  total: number;
}

/** Most models on a page. */
export const mostModelsOnPage = 100;
