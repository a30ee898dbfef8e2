import type { Thread } from "../../shared/thread.ts";

type Threads = Readonly<Record<string, Thread>>;

/**
 * The threads in which a reply has ended between two states and is unread: `openThreadId` is the
 * one on the screen. Threads that were not known before, and temporary chats, do not count.
 */
export function endedReplies(
  before: Threads,
  after: Threads,
  openThreadId: string | null,
): Thread[] {
  if (before === after) return [];
  return Object.values(after).filter(
    (thread) =>
      before[thread.id]?.running &&
      !thread.running &&
      thread.unread &&
      !thread.temporary &&
      thread.id !== openThreadId,
  );
}
