import type { JSX } from "solid-js";
import { Icon } from "./icons.tsx";

export interface SearchFieldProps {
  /** Its name and its placeholder. */
  label: string;
  /** The id of the list of options. */
  listId: string;
  /** The id of the active option; undefined without any. */
  activeId: string | undefined;
  value: string;
  /** Whether a dialog that opens gives it the focus. */
  autofocus: boolean;
  maxLength?: number;
  /** Receives the field. */
  ref?: (field: HTMLInputElement) => void;
  onInput: (text: string) => void;
  /** Not called for keys of an input method. */
  onKeyDown: (event: KeyboardEvent) => void;
}

/** The field of a combobox whose list is always open, with a magnifier before it. */
export function SearchField(props: SearchFieldProps): JSX.Element {
  return (
    <>
      <Icon name="search" class="size-4 shrink-0 text-muted" />
      <input
        ref={(field) => props.ref?.(field)}
        type="text"
        role="combobox"
        aria-label={props.label}
        aria-expanded="true"
        aria-controls={props.listId}
        aria-autocomplete="list"
        aria-activedescendant={props.activeId}
        placeholder={props.label}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        maxLength={props.maxLength}
        data-autofocus={props.autofocus ? "" : undefined}
        value={props.value}
        class="min-h-11 min-w-0 flex-1 bg-transparent outline-none placeholder:text-muted"
        onInput={(event) => props.onInput(event.currentTarget.value)}
        // An input method's own Escape closes no dialog. Safari reports it with the code 229.
        on:keydown={(event) => {
          if (event.isComposing || event.keyCode === 229) event.stopPropagation();
        }}
        onKeyDown={(event) => event.isComposing || props.onKeyDown(event)}
      />
    </>
  );
}
