import type { Workflow } from "../../shared/workflow.ts";

/** The assistant's model as an option in the list of models; null if the user may not use it. */
export function ownOption({ model, isModelUnavailable }: Workflow): string | null {
  return isModelUnavailable ? null : model;
}
