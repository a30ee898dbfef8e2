import type { JSX } from "solid-js";
import type { Workflow } from "../../shared/workflow.ts";
import { ModelButton } from "./model-button.tsx";
import { ownOption } from "./own-model.ts";
import { usePickerWords } from "./words/picker-words.ts";

export interface AnotherModelProps {
  workflow: Workflow;
  /** The model that wrote the reply. */
  model: string;
  onChoose: (model: string) => void;
}

/** A button below a failed reply: another version of it by another model. */
export function AnotherModel(props: AnotherModelProps): JSX.Element {
  const w = usePickerWords();
  return (
    <ModelButton
      label={w("picker.another")}
      title={w("picker.another")}
      workflowId={props.workflow.id}
      own={ownOption(props.workflow)}
      chosen={props.model}
      onChoose={(model) => props.onChoose(model)}
      class="inline-flex min-h-9 items-center justify-center rounded-lg border border-line bg-bg px-3 py-1.5 text-sm font-medium text-fg hover:bg-hover coarse:min-h-11"
    >
      {w("picker.another")}
    </ModelButton>
  );
}
