import { onCleanup } from "solid-js";

const name = "print-request";

/** Asks for all that a print needs, and that is otherwise loaded when it comes into view. */
export function requestPrint(): void {
  document.dispatchEvent(new Event(name));
}

/** Calls back, while the owner lives, when the page is going to be printed. */
export function onPrintRequest(load: () => void): void {
  document.addEventListener(name, load);
  onCleanup(() => document.removeEventListener(name, load));
}
