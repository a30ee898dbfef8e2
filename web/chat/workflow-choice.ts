import { type Accessor, createMemo, createSignal } from "solid-js";
import type { Workflow } from "../../shared/workflow.ts";
import type { Drafts } from "../composer/drafts.ts";
import type { Workflows } from "../state/workflows.ts";

/** The assistant of the page. */
export interface WorkflowChoice {
  /** The thread's own, or the one chosen for the new chat; null until known. */
  current: Accessor<Workflow | null>;
  /** The id to send with a new chat; the chosen one even before the workflows are known. */
  idToSend(): string | undefined;
  /** The choices for a new chat. */
  all: Accessor<readonly Workflow[]>;
  /** Chooses for new chats, from now on and after a reload. */
  choose(id: string): void;
}

/**
 * @param threadWorkflowId of the thread on the screen; null for the new chat, empty while unknown
 */
export function createWorkflowChoice(
  workflows: Accessor<Workflows | null>,
  drafts: Drafts,
  threadWorkflowId: Accessor<string | null>,
): WorkflowChoice {
  const [chosenId, setChosenId] = createSignal(drafts.workflowId());
  const current = createMemo(() => findWorkflow(workflows(), threadWorkflowId() ?? chosenId()));
  return {
    current,
    idToSend: () => current()?.id ?? chosenId() ?? undefined,
    all: createMemo(() => workflows()?.all ?? []),
    choose(id) {
      setChosenId(id);
      drafts.chooseWorkflow(id);
    },
  };
}

/** The workflow with an id, or the default one if it does not exist. Null until they are known. */
function findWorkflow(workflows: Workflows | null, id: string | null): Workflow | null {
  return workflows?.all.find((each) => each.id === id) ?? workflows?.standard ?? null;
}
