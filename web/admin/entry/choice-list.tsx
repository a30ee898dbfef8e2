import { createUniqueId, For, type JSX, Show } from "solid-js";

/** One of several answers. */
export interface Choice<Value extends string> {
  value: Value;
  label: string;
  hint?: string | undefined;
  isDisabled?: boolean;
}

/** A question with one answer of several, each with a line that explains it. */
export function ChoiceList<Value extends string>(props: {
  label: string;
  choices: readonly Choice<Value>[];
  chosen: Value;
  onChoose: (value: Value) => void;
  isDisabled: boolean;
}): JSX.Element {
  const group = createUniqueId();
  return (
    <fieldset>
      <legend class="sr-only">{props.label}</legend>
      <For each={props.choices}>
        {(choice) => (
          <label class="flex min-h-9 items-start gap-2.5 py-1.5 has-disabled:text-muted coarse:min-h-11">
            <input
              type="radio"
              name={group}
              class="mt-0.5 size-5 shrink-0 accent-accent"
              checked={choice.value === props.chosen}
              disabled={props.isDisabled || choice.isDisabled}
              onChange={() => props.onChoose(choice.value)}
            />
            <span class="min-w-0">
              {choice.label}
              <Show when={choice.hint}>
                <span class="block text-sm text-muted">{choice.hint}</span>
              </Show>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
