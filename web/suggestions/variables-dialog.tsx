import { createUniqueId, For, type JSX } from "solid-js";
import type { PromptVariable } from "../../shared/prompt-variables.ts";
import { isolate } from "../i18n/isolate.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { useComposerMenuWords } from "./words/menu-words.ts";

export interface VariablesDialogProps extends DialogEnd {
  /** The prompt's. */
  name: string;
  variables: readonly PromptVariable[];
  /** With a value for each variable. */
  onFilled: (values: ReadonlyMap<string, string>) => void;
}

/** Asks for the variables of a prompt; defaults are filled in. */
export function VariablesDialog(props: VariablesDialogProps): JSX.Element {
  const w = useComposerMenuWords();
  const { t } = useI18n();
  const id = createUniqueId();
  const values = new Map<string, string>();

  function fill(event: SubmitEvent): void {
    event.preventDefault();
    const filled = props.variables.map(
      ({ name, preset }) => [name, values.get(name) ?? preset] as const,
    );
    props.onFilled(new Map(filled));
    props.onClose();
  }

  /** Enter is the end of a short value; with Shift it is a new line in a long one. */
  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  return (
    <Dialog
      title={w("variables.title", isolate(props.name))}
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <form class="flex flex-col gap-4" onSubmit={fill}>
        <For each={props.variables}>
          {({ name, preset }, index) => (
            <div>
              <label for={`${id}-${index()}`} class="mb-1 block text-sm font-medium">
                <bdi>{name}</bdi>
              </label>
              <textarea
                id={`${id}-${index()}`}
                data-autofocus={index() === 0 ? "" : undefined}
                dir="auto"
                rows={1}
                class="field-sizing-content max-h-40 min-h-10 w-full resize-none rounded-lg border border-line-strong bg-bg px-3 py-2 coarse:min-h-11"
                onInput={(event) => values.set(name, event.currentTarget.value)}
                onKeyDown={onKeyDown}
              >
                {preset}
              </textarea>
            </div>
          )}
        </For>
        <div class="flex justify-end gap-2">
          <Button onClick={() => props.onClose()}>{t("app.cancel")}</Button>
          <Button type="submit" look="primary">
            {w("variables.insert")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
