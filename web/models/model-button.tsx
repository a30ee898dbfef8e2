import { createSignal, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useI18n } from "../i18n/i18n.tsx";
import { loadModule } from "../loading/load-module.ts";
import { createOnDemand } from "../ui/on-demand.ts";
import { useToasts } from "../ui/toasts.tsx";
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
  const { t } = useI18n();
  const toasts = useToasts();
  const [open, setOpen] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  const picker = createOnDemand<ModelPickerProps>(
    async () => (await loadModule(() => import("./model-picker.tsx"))).ModelPicker,
  );

  async function show(): Promise<void> {
    if (await picker.fetch()) setOpen(true);
    else toasts.show({ text: () => t("app.unavailable") });
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open()}
        aria-label={props.label}
        title={props.label}
        class={props.class}
        onPointerEnter={() => void picker.fetch()}
        onFocus={() => void picker.fetch()}
        onClick={() => void show()}
      >
        {props.children}
      </button>
      <Show when={open() && picker.component()}>
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
                onChoose={(name: string) => props.onChoose(name)}
                onClose={() => setOpen(false)}
              />
            )}
          </Show>
        )}
      </Show>
    </>
  );
}
