import type { JSX } from "solid-js";
import { describedBy, inputClass, Labelled, useIds } from "../../account/field.tsx";
import { useConnectionWords } from "./words/connection-words.ts";

/** The names of the models to offer, one a line. */
export function ModelsField(props: {
  value: string;
  onInput: (value: string) => void;
  problem: JSX.Element;
}): JSX.Element {
  const w = useConnectionWords();
  const ids = useIds();
  const messages = () => ({ hint: w("models.hint"), problem: props.problem });
  return (
    <Labelled label={w("models")} hint={w("models.hint")} problem={props.problem} ids={ids}>
      <textarea
        id={ids.input}
        rows={2}
        value={props.value}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={props.problem ? "true" : undefined}
        aria-describedby={describedBy(messages(), ids)}
        class={`${inputClass} field-sizing-content block max-h-60 min-h-16 resize-y`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </Labelled>
  );
}
