import { z } from "zod";
import { type Effort, efforts } from "../../../shared/effort.ts";
import { effortSchema } from "../../../shared/inference-schemas.ts";
import { parseJson } from "../../platform/narrow.ts";

const settingsSchema = z.record(z.string().min(1).max(200), z.array(effortSchema).max(4));

/** What models can be asked for, least first, by name, where the operator says so. */
export type ModelEfforts = ReadonlyMap<string, readonly Effort[]>;

/** The setting: JSON such as `{"my-model": ["low", "high"]}`. */
export function modelEfforts() {
  return z.string().transform((text, context): ModelEfforts => {
    const parsed = settingsSchema.safeParse(parseJson(text));
    if (parsed.success) {
      const models = Object.entries(parsed.data);
      return new Map(models.map(([model, named]) => [model, inOrder(named)]));
    }
    context.addIssue(
      'has to be JSON such as {"my-model": ["none", "low", "medium", "high"]}; [] for a model that has no choice',
    );
    return z.NEVER;
  });
}

function inOrder(named: readonly Effort[]): readonly Effort[] {
  return efforts.filter((effort) => named.includes(effort));
}

/** How long people may have a model think, least first; empty where there is nothing to choose. */
export type EffortsOf = (model: string) => Promise<readonly Effort[]>;
