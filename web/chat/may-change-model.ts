import type { Message } from "../../shared/message.ts";
import type { Workflow } from "../../shared/workflow.ts";

/**
 * Whether another model may write a version of a reply: if the assistant lets people choose, or its
 * model was removed.
 */
export function mayChangeModel(workflow: Workflow, { generation }: Message): boolean {
  const isRemoved =
    generation?.error?.code === "provider_removed" && generation.model !== workflow.model;
  return workflow.choosesModel === true || isRemoved;
}
