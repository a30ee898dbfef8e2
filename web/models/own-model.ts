import type { OfferedModel } from "../../shared/model.ts";
import type { Workflow } from "../../shared/workflow.ts";

/** The assistant's model as an option in the list of models; null if the user may not use it. */
export function ownOption({
  model,
  modelTitle,
  isModelUnavailable,
}: Workflow): Pick<OfferedModel, "name" | "title"> | null {
  return isModelUnavailable ? null : { name: model, title: modelTitle };
}
