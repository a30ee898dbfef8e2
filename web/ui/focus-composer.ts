/** The id of the composer's text field, of which a page has at most one. */
export const composerFieldId = "composer";

/** Focuses the composer, if the page has one. */
export function focusComposer(): void {
  document.getElementById(composerFieldId)?.focus();
}
