import { withoutEmphasis } from "./without-emphasis.ts";

/** Strips the marks of Markdown, line by line and in linear time; what code contains stays. */
export function toPlainText(markdown: string): string {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split("\n")) {
    const mark: string | undefined = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) {
      fence = fence === null ? mark : null;
    } else lines.push(fence === null ? plainLine(line) : line);
  }
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function plainLine(line: string): string {
  if (isRule(line)) return "";
  const words = line
    .replace(/^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*(?:#{1,6}\s+)?(?:\[[ xX]\]\s)?/, "")
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/(`{1,32})([^`]+)\1/g, "$2")
    .replace(/^\s*\||\|\s*$/g, "")
    .split("|")
    .map((cell) => cell.trim());
  return withoutEmphasis(words.join(", ")).trim();
}

/** A line between paragraphs, below a heading, or below the head of a table. */
function isRule(line: string): boolean {
  const marks = line.replace(/\s+/g, "");
  return (
    /^[-*_]{3,}$/.test(marks) ||
    (/^[|:-]+$/.test(marks) && marks.includes("-")) ||
    /^=+$/.test(line.trim())
  );
}
