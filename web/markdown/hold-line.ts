import { tableHold } from "./hold-table.ts";
import { containerPrefix, withoutContainers } from "./line-containers.ts";

/**
 * A line that may still become a list marker, a rule, a heading's underline, a fence or a link
 * definition.
 */
const undecided = [
  /^[-*+]$/,
  /^\d{1,9}[.)]?$/,
  /^#{1,6}$/,
  /^(?:[-*_=][ \t]*)+$/,
  /^[`~]+$/,
  /^(?:`{3,}[^`]*|~{3}.*)$/,
  /^\[[^\]\n]+\]:[ \t]*(?:\S*|\S+[ \t]+(?:["'(].*)?)$/,
];

/**
 * Holds back the last line of Markdown being written while it may turn out to be block markup: `-`
 * may become an item or a rule, a row of cells the head of a table.
 *
 * @param source Markdown from the start of a block.
 */
export function holdLine(source: string): string {
  const fence = openFence(source);
  const start = source.lastIndexOf("\n") + 1;
  const line = source.slice(start);
  if (fence) return isClosingFence(line, fence) ? source.slice(0, start) : source;
  const prefix = containerPrefix(line);
  const content = line.slice(prefix.length).trimEnd();
  const markerOnly = content === "" && prefix.trim() !== "";
  const isTask = /[-*+.)][ \t]+$/.test(prefix) && /^\[[ xX]?\]?$/.test(content);
  if (markerOnly || isTask || (content !== "" && undecided.some((rule) => rule.test(content)))) {
    return source.slice(0, tableHold(source, start) ?? start);
  }
  const table = tableHold(source, source.length);
  return table === null ? source : source.slice(0, table);
}

/** The fence of the code block that is open before the last line of `source`, or null. */
export function openFence(source: string): string | null {
  let fence: string | null = null;
  let from = 0;
  for (let end = source.indexOf("\n"); end >= 0; end = source.indexOf("\n", from)) {
    const line = source.slice(from, end);
    from = end + 1;
    if (fence) {
      const close = /^[\s>]*(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
      if (close?.startsWith(fence)) fence = null;
    } else if (line.includes("```") || line.includes("~~~")) {
      const open = /^(?:(`{3,})[^`]*|(~{3,})(?!~).*)$/.exec(withoutContainers(line));
      fence = open?.[1] ?? open?.[2] ?? null;
    }
  }
  return fence;
}

/** Whether a line of a code block closes it, or may become its closing fence. */
export function isClosingFence(line: string, fence: string): boolean {
  const marks = /^[\s>]*(`+|~+)[ \t]*$/.exec(line)?.[1];
  return marks !== undefined && marks[0] === fence[0];
}
