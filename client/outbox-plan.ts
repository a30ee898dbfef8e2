import type { OutboxEntry } from "./types.ts";

/** The state of an entry in this tab. */
export interface Standing {
  inFlight: boolean;
  /** It has to wait: for a rate limit, or between attempts. */
  held: boolean;
}

/**
 * The entries that may be sent now. One at a time per thread, in the order they were written; an
 * entry that answers a reply still in the outbox waits for that, and a refused one does not block
 * the others.
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
