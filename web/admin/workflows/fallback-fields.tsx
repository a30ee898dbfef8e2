import { createMemo, createSignal, createUniqueId, Index, type JSX, Show } from "solid-js";
import { workflowLimits } from "../../../shared/workflow-rules.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { useEditor } from "./editor-context.ts";
import { ChoiceField, LineField } from "./fields.tsx";
import { type FallbackChoice, fallbackChoiceOf, fallbacksOf, moveUp } from "./fallbacks.ts";

const choices: readonly FallbackChoice[] = ["server", "own", "none"];

/** What happens when the assistant's model cannot answer: an ordered list of others, or none. */
export function FallbackFields(props: { models: readonly string[] }): JSX.Element {
  const { draft, change, w } = useEditor();
  const [choice, setChoice] = createSignal(fallbackChoiceOf(draft().fallbacks));
  const [rows, setRows] = createSignal(draft().fallbacks ?? []);
  const groupId = createUniqueId();
  const put = (nextChoice: FallbackChoice, nextRows: readonly string[]) => {
    setChoice(nextChoice);
    setRows([...nextRows]);
    change({ fallbacks: fallbacksOf(nextChoice, nextRows) });
  };
  let addButton: HTMLButtonElement | undefined;
  const remove = (index: number) => {
    put("own", rows().toSpliced(index, 1));
    // The button of the last row is gone, and the focus with it.
    if (index === rows().length) addButton?.focus();
  };
  const choose = (value: FallbackChoice) =>
    put(value, value === "own" && rows().length === 0 ? [""] : rows());
  const isFull = createMemo(() => rows().length >= workflowLimits.maxFallbacks);
  return (
    <div class="flex flex-col gap-3">
      <ChoiceField
        path="fallbacks"
        label={w("field.fallbacks")}
        hint={w("field.fallbacks.hint")}
        value={choice()}
        options={choices.map((value) => ({ value, label: w(`fallbacks.${value}`) }))}
        onChoose={choose}
      />
      <Show when={choice() === "own"}>
        <div role="group" aria-labelledby={groupId} class="flex flex-col gap-3">
          <span id={groupId} class="sr-only">
            {w("fallbacks.list")}
          </span>
          <Index each={rows()}>
            {(model, index) => (
              <div class="flex items-end gap-1">
                <div class="min-w-0 flex-1">
                  <LineField
                    path={`fallbacks.${index}`}
                    label={w("fallbacks.one", index + 1)}
                    value={model()}
                    suggestions={props.models}
                    onInput={(value) => put("own", rows().with(index, value))}
                  />
                </div>
                <IconButton
                  icon="chevron"
                  iconClass="size-5 rotate-180"
                  label={w("fallbacks.up", index + 1)}
                  disabled={index === 0}
                  onClick={() => put("own", moveUp(rows(), index))}
                />
                <IconButton
                  icon="trash"
                  label={w("fallbacks.remove", index + 1)}
                  onClick={() => remove(index)}
                />
              </div>
            )}
          </Index>
          <Show when={!isFull()}>
            <Button
              ref={(element) => (addButton = element)}
              class="self-start"
              onClick={() => put("own", [...rows(), ""])}
            >
              {w("fallbacks.add")}
            </Button>
          </Show>
        </div>
      </Show>
    </div>
  );
}
