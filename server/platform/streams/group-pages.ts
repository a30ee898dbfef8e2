import type { LogEntry, LogPage } from "./log-hub.ts";

/** Sorts rows of many logs, each with its log's id and ascending within it, into one page a log. */
export function groupPages<E extends LogEntry>(
  rows: readonly { id: string; entry: E }[],
  pageLength: number,
): LogPage<E>[] {
  const pages = new Map<string, LogPage<E>>();
  for (const { id, entry } of rows) {
    const page = pages.get(id) ?? { id, entries: [], more: false };
    page.entries.push(entry);
    page.more = page.entries.length === pageLength;
    pages.set(id, page);
  }
  return [...pages.values()];
}
