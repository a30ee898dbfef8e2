/** `>` and list markers (with their spaces) before a line's own text. */
const containers = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*[ \t]*/;

/** The `>` and list markers at the start of a line, with surrounding white space. */
export function containerPrefix(line: string): string {
  return containers.exec(line)?.[0] ?? "";
}

/** The text of a line without leading `>` and list markers. */
export function withoutContainers(line: string): string {
  return line.slice(containerPrefix(line).length);
}
