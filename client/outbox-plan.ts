import type { OutboxEntry } from "./types.ts";

/** Where an entry stands in this tab. */
export interface Standing {
  inFlight: boolean;
  /** It has to wait: for a limit to pass, or between attempts. */
  held: boolean;
}

/**
 * The entries that may go out now. In each thread one at a time, in the order they were written;
 * one that answers a reply still in the outbox waits for that, and a refused one holds up nobody
 * else.
 */
export function sendable(
  entries: readonly OutboxEntry[],
  standing: (id: string) => Standing,
): OutboxEntry[] {
  const expected = new Set(entries.map((entry) => entry.replyId));
  const busy = new Set<string>();
  const ready: OutboxEntry[] = [];
  for (const entry of entries) {
    const dependsOnOther = entry.parentId !== null && expected.has(entry.parentId);
    if (entry.state === "refused" || dependsOnOther || busy.has(entry.threadId)) continue;
    const { inFlight, held } = standing(entry.id);
    busy.add(entry.threadId);
    if (!inFlight && !held) ready.push(entry);
  }
  return ready;
}
