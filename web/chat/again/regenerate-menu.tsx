import { createSignal, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { RegenerateOptions } from "../../../client/message-changes.ts";
import { maxInstructionLength } from "../../../shared/limits.ts";
import type { Workflow } from "../../../shared/workflow.ts";
import type { ModelPickerProps } from "../../models/model-picker.tsx";
import { ownOption } from "../../models/own-model.ts";
import { usePickerWords } from "../../models/words/picker-words.ts";
import { type MenuEntry, MenuButton } from "../../ui/menu.tsx";
import { createOverlay } from "../../ui/overlay.ts";
import { builtinModel } from "../builtin-model.ts";
import { SmallField } from "../small-field.tsx";
import { useAgainWords } from "./words/again-words.ts";

export interface RegenerateMenuProps {
  workflow: Workflow;
  /** The model that wrote the reply. */
  model: string;
  onRegenerate: (how: RegenerateOptions) => void;
}

/** Instructions that take no writing. */
const readyMade = ["again.shorter", "again.simpler", "again.longer"] as const;

/**
 * The menu beside Regenerate: another version of the reply as instructed, or by another model. The
 * built-in model follows no instructions.
 */
export function RegenerateMenu(props: RegenerateMenuProps): JSX.Element {
  const w = useAgainWords();
  const p = usePickerWords();
  const [writes, setWrites] = createSignal(false);
  let anchor: HTMLElement | undefined;
  const picker = createOverlay<ModelPickerProps, HTMLElement>(
    async () => (await import("../../models/model-picker.tsx")).ModelPicker,
  );
  const instructions = (): MenuEntry[] => {
    if (props.model === builtinModel) return [];
    return [
      ...readyMade.map((key): MenuEntry => ({
        kind: "action",
        label: w(key),
        icon: "regenerate",
        run: () => props.onRegenerate({ instruction: w(key) }),
      })),
      {
        kind: "action",
        label: w("again.own"),
        icon: "pencil",
        run(button) {
          anchor = button;
          setWrites(true);
        },
      },
    ];
  };
  const models = (): MenuEntry[] => {
    if (!props.workflow.choosesModel) return [];
    const run = (button: HTMLElement) => void picker.show(button);
    return [{ kind: "action", label: w("again.another"), icon: "spark", run }];
  };
  const entries = () => [...instructions(), ...models()];

  return (
    <Show when={entries().length > 0}>
      <MenuButton
        label={w("again.menu")}
        icon="chevron"
        entries={entries()}
        class="-ms-1 inline-flex h-9 w-7 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-fg coarse:size-11 [&_svg]:size-4"
      />
      <Show when={writes()}>
        <div class="order-last basis-full">
          <SmallField
            label={w("again.field")}
            action={w("again.send")}
            maxLength={maxInstructionLength}
            onSend={(instruction) => {
              setWrites(false);
              props.onRegenerate({ instruction });
            }}
            onCancel={() => {
              setWrites(false);
              anchor?.focus();
            }}
          />
        </div>
      </Show>
      <Show when={picker.component()}>
        {(component) => (
          <Show when={picker.request()}>
            {(button) => (
              <Dynamic
                component={component()}
                title={p("picker.again")}
                workflowId={props.workflow.id}
                own={ownOption(props.workflow)}
                chosen={props.model}
                anchor={button()}
                typed={picker.typed}
                onChoose={(model: string) => props.onRegenerate({ model })}
                onClose={() => picker.close()}
              />
            )}
          </Show>
        )}
      </Show>
    </Show>
  );
}
