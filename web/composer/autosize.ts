/** The tallest the composer grows, as a share of the window's height; after that it scrolls. */
const tallest = 0.4;

/** Makes a text field as tall as its text. For browsers that cannot do it in CSS (`field-sizing`). */
export function autosize(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, window.innerHeight * tallest)}px`;
}
