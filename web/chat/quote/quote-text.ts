/**
 * Text as a Markdown quote, after what the composer has already.
 *
 * @returns the text to add to `before`; empty if nothing but white space is quoted
 */
export function quoteAfter(before: string, selected: string): string {
  const lines = selected.trim().split(/\r?\n/);
  if (lines.join("") === "") return "";
  const quote = lines.map((line) => `> ${line}`.trimEnd()).join("\n");
  return `${gapAfter(before)}${quote}\n\n`;
}

/** A quote begins a paragraph of its own. */
function gapAfter(before: string): string {
  if (before === "" || before.endsWith("\n\n")) return "";
  return before.endsWith("\n") ? "\n" : "\n\n";
}
