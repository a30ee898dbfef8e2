import { z } from "zod";
import { type Effort, efforts } from "../../../shared/effort.ts";
import { effortSchema } from "../../../shared/inference-schemas.ts";
import { workflowLimits } from "../../../shared/workflow-rules.ts";
import { valuesByName } from "../../platform/values-by-name.ts";

/** The efforts of models as configured by the operator, by name, least first. */
export type ModelEfforts = ReadonlyMap<string, readonly Effort[]>;

/** The setting: JSON such as `{"my-model": ["low", "high"]}`. */
export function modelEfforts() {
  const name = z.string().min(1).max(workflowLimits.model);
  const value = z.array(effortSchema).max(4).transform(inOrder);
  return valuesByName(
    { name, value },
    'has to be JSON such as {"my-model": ["none", "low", "medium", "high"]}; [] for a model that has no choice',
  );
}

function inOrder(named: readonly Effort[]): readonly Effort[] {
  return efforts.filter((effort) => named.includes(effort));
}

/** The efforts that users can choose from for a model, least first; empty without a choice. */
export type EffortsOf = (model: string) => Promise<readonly Effort[]>;
