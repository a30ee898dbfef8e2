import { z } from "zod";
import { workflowLimits } from "../../shared/workflow-rules.ts";
import { valuesByName } from "../platform/values-by-name.ts";
import { type ModelPrice, mostDollars } from "../../shared/model.ts";

const price = z.number().nonnegative().max(mostDollars);

const priceSchema = z.strictObject({
  input: price,
  output: price,
  cachedInput: price.optional(),
  cacheWrite: price.optional(),
});

/** The price of a million tokens of each model, in US dollars. */
export type ModelPrices = ReadonlyMap<string, ModelPrice>;

/** The setting: JSON such as `{"gpt-5-mini": {"input": 0.25, "output": 2}}`. */
export function modelPrices() {
  return valuesByName(
    { name: z.string().min(1).max(workflowLimits.model), value: priceSchema },
    'has to be JSON such as {"gpt-5-mini": {"input": 0.25, "output": 2}}: US dollars for a million tokens',
  );
}
