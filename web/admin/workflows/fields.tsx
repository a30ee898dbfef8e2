import { createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { describedBy, inputClass, Labelled, useIds } from "../../account/field.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { useEditor } from "./editor-context.ts";

interface FieldProps {
  /** Path of its value in the draft, such as `greeting.fr`. */
  path: string;
  label: string;
  hint?: string;
}

interface TextProps extends FieldProps {
  value: string;
  onInput: (value: string) => void;
  /** The language of its text. */
  lang?: string;
}

/** A single-line field of a draft. */
export function LineField(props: TextProps & { suggestions?: readonly string[] }): JSX.Element {
  const editor = useEditor();
  const ids = useIds();
  const problem = () => editor.problem(props.path);
  return (
    <Labelled label={props.label} hint={props.hint ?? ""} problem={problem()} ids={ids}>
      <input
        id={ids.input}
        type="text"
        lang={props.lang}
        dir={props.value === "" ? undefined : "auto"}
        value={props.value}
        autocomplete="off"
        list={props.suggestions ? `${ids.input}-list` : undefined}
        spellcheck={props.lang !== undefined}
        aria-invalid={problem() ? "true" : undefined}
        aria-describedby={describedBy({ hint: props.hint ?? "", problem: problem() }, ids)}
        class={inputClass}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show when={props.suggestions}>
        {(suggestions) => (
          <datalist id={`${ids.input}-list`}>
            <For each={suggestions()}>{(value) => <option value={value} />}</For>
          </datalist>
        )}
      </Show>
    </Labelled>
  );
}

/** A multi-line field of a draft. */
export function AreaField(props: TextProps & { rows: number }): JSX.Element {
  const editor = useEditor();
  const ids = useIds();
  const problem = () => editor.problem(props.path);
  return (
    <Labelled label={props.label} hint={props.hint ?? ""} problem={problem()} ids={ids}>
      <textarea
        id={ids.input}
        rows={props.rows}
        lang={props.lang}
        dir={props.value === "" ? undefined : "auto"}
        value={props.value}
        aria-invalid={problem() ? "true" : undefined}
        aria-describedby={describedBy({ hint: props.hint ?? "", problem: problem() }, ids)}
        class={`${inputClass} field-sizing-content block max-h-[60dvh] resize-y`}
        style={{ "min-height": `${props.rows * 1.6 + 1}rem` }}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </Labelled>
  );
}

interface NumberProps extends FieldProps {
  value: number | null;
  onInput: (value: number | null) => void;
  min: number;
  max: number;
  /** Whether fractions are invalid. */
  whole: boolean;
  /** Whether it may be empty, which means null. */
  optional: boolean;
}

/** A number field. Invalid input stays, shows an error, and changes nothing. */
export function NumberField(props: NumberProps): JSX.Element {
  const editor = useEditor();
  const { locale } = useI18n();
  const ids = useIds();
  const [text, setText] = createSignal(props.value === null ? "" : String(props.value));
  const isGood = () => readNumber(text(), props) !== undefined;
  const range = (of: number) => of.toLocaleString(locale());
  const problem = () => {
    if (isGood()) return editor.problem(props.path);
    return editor.w(
      props.whole ? "wrong.whole" : "wrong.number",
      range(props.min),
      range(props.max),
    );
  };
  onCleanup(() => editor.mark(props.path, false));
  return (
    <Labelled label={props.label} hint={props.hint ?? ""} problem={problem()} ids={ids}>
      <input
        id={ids.input}
        type="text"
        inputmode={props.whole ? "numeric" : "decimal"}
        value={text()}
        autocomplete="off"
        aria-invalid={problem() ? "true" : undefined}
        aria-describedby={describedBy({ hint: props.hint ?? "", problem: problem() }, ids)}
        class={`${inputClass} sm:max-w-40`}
        onInput={(event) => {
          setText(event.currentTarget.value);
          const value = readNumber(text(), props);
          editor.mark(props.path, value === undefined);
          if (value !== undefined) props.onInput(value);
        }}
      />
    </Labelled>
  );
}

/** Parses a number with a comma or a point; undefined if it is not valid for the field. */
function readNumber(
  text: string,
  { min, max, whole, optional }: Omit<NumberProps, "value" | "onInput">,
): number | null | undefined {
  const written = text.trim().replace(",", ".");
  if (written === "") return optional ? null : undefined;
  if (!/^\d+(\.\d+)?$/.test(written)) return undefined;
  const value = Number(written);
  const isRight = value >= min && value <= max && (!whole || Number.isInteger(value));
  return isRight ? value : undefined;
}

/** A choice from a few values. */
export function ChoiceField<T extends string>(
  props: FieldProps & {
    value: T;
    options: readonly { value: T; label: string }[];
    onChoose: (value: T) => void;
    disabled?: boolean;
  },
): JSX.Element {
  const editor = useEditor();
  const ids = useIds();
  const problem = () => editor.problem(props.path);
  return (
    <Labelled label={props.label} hint={props.hint ?? ""} problem={problem()} ids={ids}>
      <select
        id={ids.input}
        disabled={props.disabled}
        aria-invalid={problem() ? "true" : undefined}
        aria-describedby={describedBy({ hint: props.hint ?? "", problem: problem() }, ids)}
        class={`${inputClass} disabled:opacity-70 sm:w-auto sm:max-w-full`}
        onChange={(event) => {
          const chosen = props.options.find(({ value }) => value === event.currentTarget.value);
          if (chosen) props.onChoose(chosen.value);
        }}
      >
        <For each={props.options}>
          {(option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
    </Labelled>
  );
}

/** A checkbox. */
export function CheckField(props: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}): JSX.Element {
  return (
    <label class="flex min-h-6 items-center gap-2.5 text-sm font-medium coarse:min-h-11">
      <input
        type="checkbox"
        checked={props.checked}
        class="size-5 shrink-0 accent-accent"
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  );
}
