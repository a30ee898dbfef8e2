import { isEffort } from "../../shared/effort.ts";
import type { Thread } from "../../shared/thread.ts";
import type { Workflow } from "../../shared/workflow.ts";
import type { FileRoom } from "../attachments/file-room.ts";
import type { Drafts } from "../composer/drafts.ts";
import type { WorkflowChoice } from "./workflow-choice.ts";

/**
 * What messages of a thread may have, if its workflow is known here; for the new chat, the chosen
 * one's.
 */
export function roomOf(workflow: Workflow | null, thread: Thread | null): FileRoom | null {
  // An unsent thread may leave the choice to the server.
  const id = thread?.workflowId || workflow?.id;
  return workflow && workflow.id === id ? { ...workflow.fileUpload, workflowId: id } : null;
}

/** The choices for a new chat. */
export function choicesOf(workflow: WorkflowChoice, drafts: Drafts) {
  const current = workflow.current();
  const model = (current?.choosesModel && drafts.model(current.id)) || undefined;
  const drafted = drafts.effort();
  const effort = model
    ? isEffort(drafted) && drafted
    : current?.efforts?.find((each) => each === drafted);
  return { workflowId: workflow.idToSend(), effort: effort || undefined, model };
}
