import { For, type JSX } from "solid-js";
import { type Access, accessLevels } from "../../../shared/access.ts";
import { describedBy, inputClass, Labelled, useIds } from "../../account/field.tsx";
import { useConnectionWords } from "./words/connection-words.ts";

/** The choice of who may use a connection's models. */
export function AccessField(props: {
  access: Access;
  onChoose: (access: Access) => void;
}): JSX.Element {
  const w = useConnectionWords();
  const ids = useIds();
  const hint = () => (props.access === "everyone" ? "" : w("access.hint"));
  return (
    <Labelled label={w("access")} hint={hint()} ids={ids}>
      <select
        id={ids.input}
        class={inputClass}
        aria-describedby={describedBy({ hint: hint() }, ids)}
        onChange={(event) => {
          const chosen = accessLevels.find((each) => each === event.currentTarget.value);
          if (chosen) props.onChoose(chosen);
        }}
      >
        <For each={accessLevels}>
          {(each) => (
            <option value={each} selected={each === props.access}>
              {w(`access.${each}`)}
            </option>
          )}
        </For>
      </select>
    </Labelled>
  );
}
