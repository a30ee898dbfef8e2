import { z } from "zod";
import { workflowLimits } from "../../shared/workflow-rules.ts";
import { type ModelPrice, mostDollars } from "../../shared/model.ts";

const price = z.number().nonnegative().max(mostDollars);

const pricesSchema = z.record(
  z.string().min(1).max(workflowLimits.model),
  z.strictObject({
    input: price,
    output: price,
    cachedInput: price.optional(),
    cacheWrite: price.optional(),
  }),
);

/** The price of a million tokens of each model, in US dollars. */
export type ModelPrices = ReadonlyMap<string, ModelPrice>;

/** The setting: JSON such as `{"gpt-5-mini": {"input": 0.25, "output": 2}}`. */
export function modelPrices() {
  return z.string().transform((text, context): ModelPrices => {
    const parsed = pricesSchema.safeParse(readJson(text));
    if (parsed.success) return new Map(Object.entries(parsed.data));
    context.addIssue(
      'has to be JSON such as {"gpt-5-mini": {"input": 0.25, "output": 2}}: US dollars for a million tokens',
    );
    return z.NEVER;
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
