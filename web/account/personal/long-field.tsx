import type { JSX } from "solid-js";
import { describedBy, inputClass, Labelled, useIds } from "../field.tsx";

/** A field for several lines, which grows with them. */
export function LongField(props: {
  label: string;
  hint?: string;
  value: string;
  /** In UTF-16 code units. */
  maxLength: number;
  onInput: (value: string) => void;
}): JSX.Element {
  const ids = useIds();
  return (
    <Labelled {...props} ids={ids}>
      <textarea
        id={ids.input}
        rows={3}
        dir={props.value === "" ? undefined : "auto"}
        value={props.value}
        maxLength={props.maxLength}
        aria-describedby={describedBy(props, ids)}
        class={`${inputClass} field-sizing-content block max-h-[40dvh] min-h-20 resize-y`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </Labelled>
  );
}
