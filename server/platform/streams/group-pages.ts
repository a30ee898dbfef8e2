import type { LogEntry, LogPage } from "./log-hub.ts";

/** Groups rows of many logs into one page per log. Rows are ascending within their log. */
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
