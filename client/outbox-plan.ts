import type { OutboxEntry } from "./types.ts";

/** The state of an entry in this tab. */
export interface Standing {
  inFlight: boolean;
  /** It has to wait: for a rate limit, or between attempts. */
  held: boolean;
}

/** An entry's replies. */
type WithReplies = Pick<OutboxEntry, "replyId" | "compareWith">;

/** The ids of the replies to an entry. */
export function replyIds({ replyId, compareWith }: WithReplies): string[] {
  return compareWith ? [replyId, compareWith.replyId] : [replyId];
}

/** Whether an entry follows one of the replies to another. */
export function isBelow({ parentId }: OutboxEntry, other: WithReplies): boolean {
  return parentId !== null && replyIds(other).includes(parentId);
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
  const expected = new Set(entries.flatMap(replyIds));
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

/** Whether an entry is the first message of a thread, which the server may not have yet. */
export function isFirstMessage({ parentId, edits }: OutboxEntry): boolean {
  return parentId === null && edits === undefined;
}

/** What an entry that becomes the first of its thread says about the thread, after a lost one. */
export function choicesForThread(
  first: OutboxEntry,
  lost: OutboxEntry,
): Pick<OutboxEntry, "workflowId" | "projectId" | "temporary" | "effort" | "model"> {
  return {
    workflowId: first.workflowId ?? lost.workflowId,
    projectId: first.projectId ?? lost.projectId,
    temporary: first.temporary ?? lost.temporary,
    effort: first.effort ?? lost.effort,
    model: first.model ?? lost.model,
  };
}
