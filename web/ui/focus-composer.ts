/** The id of the composer's text field; there is one in the page at most. */
export const composerFieldId = "composer";

/** Puts the focus into the composer, if the page has one. */
export function focusComposer(): void {
  document.getElementById(composerFieldId)?.focus();
}
