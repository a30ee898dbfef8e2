import { createUniqueId, For, type JSX } from "solid-js";

/** A choice from a short list of values. */
export function Choice<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChoose: (value: Value) => void;
}): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="flex flex-col gap-1">
      <label for={id} class="text-sm font-medium">
        {props.label}
      </label>
      <select
        id={id}
        class="min-h-9 rounded-lg border border-line-strong bg-bg px-2 text-sm coarse:min-h-11"
        onChange={(event) => {
          const chosen = props.options[event.currentTarget.selectedIndex];
          if (chosen) props.onChoose(chosen.value);
        }}
      >
        <For each={props.options}>
          {({ value, label }) => (
            <option value={value} selected={value === props.value}>
              {label}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
