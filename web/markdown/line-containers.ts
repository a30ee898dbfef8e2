/** `>` and list markers (with the space behind them) that stand before a line's own text. */
const containers = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*[ \t]*/;

/** The `>` and list markers at the start of a line, with the white space around them. */
export function containerPrefix(line: string): string {
  return containers.exec(line)?.[0] ?? "";
}

/** The text of a line without the `>` and list markers before it. */
export function withoutContainers(line: string): string {
  return line.slice(containerPrefix(line).length);
}
