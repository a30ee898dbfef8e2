/** How much of the end of a text is looked at, in characters: lines of thoughts are sentences. */
const mostRead = 1_000;

/** The last line of a text that has words, without Markdown's marks at its beginning. */
export function lastLine(text: string): string {
  const lines = text.slice(-mostRead).split("\n");
  const line = lines.findLast((each) => each.trim() !== "") ?? "";
  return line.trim().replace(/^[#>*+\- ]+/, "");
}
