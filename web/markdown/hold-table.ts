import { withoutContainers } from "./line-containers.ts";

/**
 * Longest text after a bare pipe to hold back, in UTF-16 code units, because the pipe may be prose.
 */
const maxHeldAfterPipe = 80;

const delimiterRow = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
const delimiterStart = /^[|:\- \t]+$/;

/**
 * Where to cut Markdown whose end (at `end`) may become a table: a row of cells without the line of
 * dashes below it. Null when there is nothing to hold back.
 */
export function tableHold(source: string, end: number): number | null {
  const block = source.slice(source.lastIndexOf("\n\n", end - 1) + 1, end);
  if (!block.includes("|")) return null;
  const lines = block.split("\n");
  const last = lines.at(-1) ?? "";
  const lastText = withoutContainers(last).trim();
  if (hasTable(lines.slice(0, -1))) return lastText === "|" ? end - last.length : null;
  const isHead = lastText !== "" && !delimiterStart.test(lastText);
  if (isHead) return holdHead(last, end);
  const head = lines.at(-2) ?? "";
  const headEnd = end - last.length - 1;
  if (head.includes("|")) return holdHead(head, headEnd);
  return lastText.startsWith("|") ? end - last.length : null;
}

/** Holds back all of a line that starts with a pipe; of any other, the part from its first pipe. */
function holdHead(line: string, lineEnd: number): number | null {
  const pipe = firstPipe(line);
  if (pipe < 0) return null;
  const start = lineEnd - line.length;
  if (withoutContainers(line.slice(0, pipe)).trim() === "") return start;
  return line.length - pipe <= maxHeldAfterPipe ? start + pipe : null;
}

/** The first pipe that is neither escaped nor in a code span. */
function firstPipe(line: string): number {
  const masked = line.replace(/\\.|(`{1,32})[^`]+\1/g, (match) => " ".repeat(match.length));
  return masked.indexOf("|");
}

function hasTable(lines: readonly string[]): boolean {
  return lines.some((line, i) => {
    const text = withoutContainers(line).trim();
    return (
      i > 0 && text.includes("|") && delimiterRow.test(text) && (lines[i - 1] ?? "").includes("|")
    );
  });
}
