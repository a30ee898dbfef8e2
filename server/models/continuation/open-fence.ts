/** A line that opens or closes a code block, with the text after its fence. */
const fenceLine = /^ {0,3}(`{3,}(?!`)|~{3,}(?!~))(.*)$/;

/**
 * Whether Markdown ends within a code block (CommonMark 0.31, section 4.5): a fence is open, and
 * none of the same kind and at least the same length has closed it.
 */
export function endsInFence(markdown: string): boolean {
  let open = "";
  for (let from = 0; from <= markdown.length;) {
    const end = markdown.indexOf("\n", from);
    const line = markdown.slice(from, end === -1 ? undefined : end);
    open = fenceAfter(open, line);
    if (end === -1) break;
    from = end + 1;
  }
  return open !== "";
}

function fenceAfter(open: string, line: string): string {
  const [, fence = "", info = ""] = fenceLine.exec(line) ?? [];
  if (fence === "") return open;
  if (open === "") return fence.startsWith("`") && info.includes("`") ? "" : fence;
  return fence.startsWith(open) && info.trim() === "" ? "" : open;
}
