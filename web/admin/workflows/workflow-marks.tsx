import { For, type JSX } from "solid-js";
import type { WorkflowForAdmin } from "../../../shared/workflow.ts";
import { useWorkflowWords } from "./words/workflow-words.ts";

/** A workflow's states, as small badges. */
export function WorkflowMarks(props: { workflow: WorkflowForAdmin }): JSX.Element {
  const w = useWorkflowWords();
  const marks = () => [
    props.workflow.version > 0 ? w("list.version", props.workflow.version) : w("list.unpublished"),
    ...(props.workflow.hasDraft ? [w("list.draft")] : []),
    ...(props.workflow.isArchived ? [w("list.archived")] : []),
    ...(props.workflow.isDefault ? [w("list.default")] : []),
    ...(props.workflow.upstream ? [w(`list.upstream.${props.workflow.upstream}`)] : []),
  ];
  return (
    <For each={marks()}>
      {(mark) => (
        <span class="rounded-full bg-bubble px-2 py-0.5 text-xs font-medium tracking-normal">
          {mark}
        </span>
      )}
    </For>
  );
}
