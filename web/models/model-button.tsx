import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { createOverlay } from "../ui/overlay.ts";
import type { ModelPickerProps } from "./model-picker.tsx";

export interface ModelButtonProps extends Pick<
  ModelPickerProps,
  "title" | "workflowId" | "own" | "chosen" | "onChoose"
> {
  /** Names the button. */
  label: string;
  class: string;
  children: JSX.Element;
}

/** A button that opens the list of models. The list's code is loaded when a pointer or the focus comes near. */
export function ModelButton(props: ModelButtonProps): JSX.Element {
  let button: HTMLButtonElement | undefined;
  const picker = createOverlay<ModelPickerProps, true>(
    async () => (await import("./model-picker.tsx")).ModelPicker,
  );

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={picker.request() !== null}
        aria-label={props.label}
        title={props.label}
        class={props.class}
        onPointerEnter={() => picker.prepare()}
        onFocus={() => picker.prepare()}
        // A list whose code comes late does not take the focus from elsewhere.
        onBlur={() => picker.component() ?? picker.close()}
        onClick={() => void picker.show(true)}
      >
        {props.children}
      </button>
      <Show when={picker.request() && picker.component()}>
        {(component) => (
          <Show when={button}>
            {(anchor) => (
              <Dynamic
                component={component()}
                title={props.title}
                workflowId={props.workflowId}
                own={props.own}
                chosen={props.chosen}
                anchor={anchor()}
                typed={picker.typed}
                onChoose={(name: string) => props.onChoose(name)}
                onClose={() => picker.close()}
              />
            )}
          </Show>
        )}
      </Show>
    </>
  );
}
