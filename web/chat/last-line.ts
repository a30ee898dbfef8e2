/** Characters of a text's end to search: lines of reasoning are sentences. */
const mostRead = 1_000;

/** The last line of a text that contains words, without leading Markdown. */
export function lastLine(text: string): string {
  const lines = text.slice(-mostRead).split("\n");
  const line = lines.findLast((each) => each.trim() !== "") ?? "";
  return line.trim().replace(/^[#>*+\- ]+/, "");
}
