import { and, eq, isNull } from "drizzle-orm";
import type { Executor } from "../platform/db/client.ts";
import { threads } from "../platform/db/schema/threads.ts";

/** A thread with a reply that its owner has not seen. */
export interface UnseenReply {
  userId: string;
  title: string | null;
  /** Its first words, until it has a title. */
  provisionalTitle: string | null;
}

/**
 * The thread, if no tab on any device has shown its newest reply; null if one has, or the thread
 * is gone or in the trash. A visible tab marks a thread as read when a reply ends in it.
 */
export async function findUnseenReply(
  executor: Executor,
  threadId: string,
): Promise<UnseenReply | null> {
  const { userId, title, provisionalTitle } = threads;
  const [unseen] = await executor
    .select({ userId, title, provisionalTitle })
    .from(threads)
    .where(and(eq(threads.id, threadId), eq(threads.unread, true), isNull(threads.trashedAt)));
  return unseen ?? null;
}
