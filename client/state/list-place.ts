import type { Thread } from "../../shared/thread.ts";
import type { ReplicaState } from "./replica.ts";

/**
 * Whether a thread comes after the page that a cursor ends, in the list with the newest first. The
 * server's cursor is the time and id of the page's last thread; null ends the list.
 */
export function isBeyond(
  { updatedAt, id }: Pick<Thread, "updatedAt" | "id">,
  cursor: string | null,
): boolean {
  return cursor !== null && `${updatedAt}/${id}` < cursor;
}

/**
 * Threads from a copy or from before a reset that no page, event or answer of the server has
 * confirmed, except those that are opened: they are fetched separately.
 */
export function unconfirmedThreads({ threads, threadVersions, loads }: ReplicaState): Thread[] {
  return Object.values(threads).filter(({ id }) => !(id in threadVersions) && !(id in loads));
}
