import { completeTail } from "./complete-tail.ts";
import { isClosingFence, openFence } from "./hold-line.ts";
import { tableHold } from "./hold-table.ts";
import { containerPrefix } from "./line-containers.ts";

/** A line of marks alone, or one that opens a code block. */
const markup = /^(?:[-*+_=#|:>\s]*|\d{1,3}[.)]|`{1,2}|~{1,2}|`{3,}[^`\n]*|~{3}[^\n]*)$/;

/**
 * Completes a text that ends early so that its last block renders without half-written markup: a
 * line of marks alone is dropped, a table without its line of dashes gets one. No word is dropped.
 */
export function completeBlock(source: string): string {
  const start = source.lastIndexOf("\n") + 1;
  const line = source.slice(start);
  const fence = openFence(source);
  if (fence !== null) return isClosingFence(line, fence) ? source.slice(0, start) : source;
  const content = line.slice(containerPrefix(line).length).trim();
  return completeTable((markup.test(content) ? source.slice(0, start) : source).trimEnd());
}

function completeTable(text: string): string {
  const at = tableHold(text, text.length);
  const head = at === null ? "" : text.slice(at);
  if (at === null || !/^\s*\|[^|\n]*\|/.test(head)) return text;
  const lastCell = text.lastIndexOf("|") + 1;
  const prefix = containerPrefix(text.slice(text.lastIndexOf("\n") + 1));
  const indent = prefix.replace(/[^>\s]/g, " ");
  const cells = head
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|").length;
  const completed = text.slice(0, lastCell) + completeTail(text.slice(lastCell), false);
  return `${completed}\n${indent}|${"---|".repeat(cells)}`;
}
