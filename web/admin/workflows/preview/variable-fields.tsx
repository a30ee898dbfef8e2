import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { StateVariables } from "../../../../shared/chat-session.ts";
import { findPlaceholders } from "../../../../shared/placeholders.ts";
import { inputClass } from "../../../account/field.tsx";
import { useEditor } from "../editor-context.ts";

/** Maximum number of state variables in a session. */
const mostVariables = 64;

/** The values for the instructions' placeholders. */
export interface Variables {
  /** The values of present placeholders that are not empty. */
  given(): StateVariables;
  names(): readonly string[];
  value(name: string): string;
  set(name: string, value: string): void;
}

/** Follows the placeholders of the draft; a value is kept while its placeholder is absent. */
export function createVariables(instructions: () => string): Variables {
  const names = createMemo(() => findPlaceholders(instructions()).slice(0, mostVariables));
  const [values, setValues] = createSignal<Readonly<Record<string, string>>>({});
  const value = (name: string) => values()[name] ?? "";
  return {
    names,
    value,
    given: () =>
      Object.fromEntries(
        names()
          .map((name) => [name, value(name)] as const)
          .filter(([, given]) => given !== ""),
      ),
    set: (name, given) => setValues((before) => ({ ...before, [name]: given })),
  };
}

/** A field for each placeholder. */
export function VariableFields(props: { variables: Variables }): JSX.Element {
  const { w } = useEditor();
  return (
    <Show when={props.variables.names().length > 0}>
      <fieldset class="mb-3 min-w-0">
        <legend class="text-sm font-medium">{w("preview.variables")}</legend>
        <p class="text-xs text-muted">{w("preview.variables.hint")}</p>
        <div class="mt-2 flex flex-col gap-2">
          <For each={props.variables.names()}>
            {(name) => (
              <label class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <span class="min-w-0 basis-24 wrap-anywhere">{name}</span>
                <input
                  type="text"
                  autocomplete="off"
                  value={props.variables.value(name)}
                  class={`${inputClass} flex-1 basis-40 py-1.5`}
                  onInput={(event) => props.variables.set(name, event.currentTarget.value)}
                />
              </label>
            )}
          </For>
        </div>
      </fieldset>
    </Show>
  );
}
