import type { JSX } from "solid-js";
import type { Workflow } from "../../shared/workflow.ts";
import { Icon } from "../ui/icons.tsx";
import { ModelButton } from "./model-button.tsx";
import { ownOption } from "./own-model.ts";
import { usePickerWords } from "./words/picker-words.ts";

export interface RegenerateWithProps {
  workflow: Workflow;
  /** The model that wrote the reply. */
  model: string;
  onChoose: (model: string) => void;
}

/** A button beside Regenerate: another version of the reply by another model. */
export function RegenerateWith(props: RegenerateWithProps): JSX.Element {
  const w = usePickerWords();
  return (
    <ModelButton
      label={w("picker.again")}
      title={w("picker.again")}
      workflowId={props.workflow.id}
      own={ownOption(props.workflow)}
      chosen={props.model}
      onChoose={(model) => props.onChoose(model)}
      class="inline-flex h-9 w-6 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-fg coarse:size-11"
    >
      <Icon name="chevron" class="size-4" />
    </ModelButton>
  );
}
