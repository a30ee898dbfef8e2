/** Maximum height of the composer as a share of the window's; beyond that it scrolls. */
const tallest = 0.4;

/** Makes a text field as tall as its text, in browsers without CSS `field-sizing`. */
export function autosize(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, window.innerHeight * tallest)}px`;
}
