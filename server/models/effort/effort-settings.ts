import { z } from "zod";
import { type Effort, efforts } from "../../../shared/effort.ts";
import { effortSchema } from "../../../shared/inference-schemas.ts";
import { workflowLimits } from "../../../shared/workflow-rules.ts";
import { parseJson } from "../../platform/narrow.ts";

const settingsSchema = z.record(
  z.string().min(1).max(workflowLimits.model),
  z.array(effortSchema).max(4),
);

/** The efforts of models as configured by the operator, by name, least first. */
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

/** The efforts that users can choose from for a model, least first; empty without a choice. */
export type EffortsOf = (model: string) => Promise<readonly Effort[]>;
