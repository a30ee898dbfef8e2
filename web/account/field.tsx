import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { Icon } from "../ui/icons.tsx";
import { useAccountWords } from "./words/account-words.ts";

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** Its error message, if any. */
  problem?: JSX.Element;
  hint?: string;
  autocomplete: string;
  type?: "text" | "email" | "search";
  inputmode?: "numeric";
}

/** The look of a text field. */
export const inputClass =
  "w-full min-w-0 rounded-lg border border-line-strong bg-bg px-3 py-2 aria-invalid:border-danger coarse:min-h-11";

/** A text field with its label, hint and error message. */
export function TextField(props: FieldProps): JSX.Element {
  const ids = useIds();
  return (
    <Labelled {...props} ids={ids}>
      <input
        id={ids.input}
        type={props.type ?? "text"}
        // An empty one has the page's direction.
        dir={props.value === "" ? undefined : "auto"}
        value={props.value}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={props.problem ? "true" : undefined}
        aria-describedby={describedBy(props, ids)}
        class={inputClass}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </Labelled>
  );
}

/** A password field, whose text can be shown. */
export function PasswordField(
  props: Omit<FieldProps, "type" | "autocomplete"> & {
    autocomplete: "current-password" | "new-password" | "off";
    /** Names of the button for another secret than a password. */
    reveal?: { show: string; hide: string };
  },
): JSX.Element {
  const w = useAccountWords();
  const ids = useIds();
  const [shown, setShown] = createSignal(false);
  const name = () => {
    if (props.reveal) return shown() ? props.reveal.hide : props.reveal.show;
    return w(shown() ? "field.password.hide" : "field.password.show");
  };
  return (
    <Labelled {...props} ids={ids}>
      <div class="relative">
        <input
          id={ids.input}
          type={shown() ? "text" : "password"}
          value={props.value}
          autocomplete={props.autocomplete}
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={props.problem ? "true" : undefined}
          aria-describedby={describedBy(props, ids)}
          class={`${inputClass} pe-12`}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
        <button
          type="button"
          aria-label={name()}
          title={name()}
          class="absolute inset-y-0 end-0 flex w-11 items-center justify-center rounded-lg text-muted hover:text-fg"
          onClick={() => setShown(!shown())}
        >
          <Icon name={shown() ? "eyeOff" : "eye"} />
        </button>
      </div>
    </Labelled>
  );
}

/** The ids of a field and of its messages. */
interface Ids {
  input: string;
  hint: string;
  problem: string;
}

/** New ids for one field. */
export function useIds(): Ids {
  const id = createUniqueId();
  return { input: id, hint: `${id}-hint`, problem: `${id}-problem` };
}

/** The ids that describe a field: of its error message and its hint, if present. */
export function describedBy(props: { hint?: string; problem?: JSX.Element }, ids: Ids) {
  const parts = [...(props.problem ? [ids.problem] : []), ...(props.hint ? [ids.hint] : [])];
  return parts.length > 0 ? parts.join(" ") : undefined;
}

/** A field with its label, error message and hint. */
export function Labelled(props: {
  label: string;
  hint?: string;
  problem?: JSX.Element;
  ids: Ids;
  children: JSX.Element;
}): JSX.Element {
  return (
    <div>
      <label for={props.ids.input} class="mb-1 block text-sm font-medium">
        {props.label}
      </label>
      {props.children}
      <Show when={props.problem}>
        <p id={props.ids.problem} class="mt-1 text-sm text-danger">
          {props.problem}
        </p>
      </Show>
      <Show when={props.hint}>
        <p id={props.ids.hint} class="mt-1 text-sm text-muted">
          {props.hint}
        </p>
      </Show>
    </div>
  );
}
