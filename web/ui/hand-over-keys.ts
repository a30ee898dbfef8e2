import { onCleanup } from "solid-js";
import { isTyped } from "./overlay.ts";

/** Where keys are typed. */
type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A dialog, and everything in it. */
const dialogs = "[role=dialog], [role=alertdialog]";

/**
 * Types into the text field of a dialog that opens what was typed until the field has the focus:
 * while its code was loading, and now. A dialog whose focus starts elsewhere does not get it.
 *
 * @param typed the keys so far; emptied
 */
export function handOverKeys(typed: string[]): void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyped(event, typed)) event.preventDefault();
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || target.matches(dialogs) || !target.closest(dialogs)) return;
    stop();
    const keys = typed.splice(0);
    // A dialog may select the field's text right after it has given it the focus.
    if (isTextField(target)) queueMicrotask(() => typeKeys(target, keys));
  };
  const stop = () => {
    window.removeEventListener("keydown", onKeyDown, true);
    document.removeEventListener("focusin", onFocus, true);
  };
  window.addEventListener("keydown", onKeyDown, true);
  document.addEventListener("focusin", onFocus, true);
  onCleanup(stop);
}

function isTextField(target: Element): target is TextField {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && ["text", "search"].includes(target.type);
}

function typeKeys(field: TextField, keys: readonly string[]): void {
  for (const key of keys) {
    if (key === "Enter") pressEnter(field);
    else write(field, key === "Backspace" ? "" : key);
  }
}

/** Puts a character in the place of the selection; nothing takes away the one before it. */
function write(field: TextField, text: string): void {
  const end = field.selectionEnd ?? field.value.length;
  const start = field.selectionStart ?? end;
  const isEmpty = start === end;
  field.setRangeText(text, isEmpty && text === "" ? Math.max(0, start - 1) : start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text || null }));
}

function pressEnter(field: TextField): void {
  const press = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
  if (field.dispatchEvent(press)) field.form?.requestSubmit();
}
