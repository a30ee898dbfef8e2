import { and, eq } from "drizzle-orm";
import type { SelectBranch } from "../../../shared/requests.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { readFeedCursor } from "../feed/read-feed-head.ts";
import { readThread } from "./access.ts";
import { lockThread } from "./lock-thread.ts";

/** A thread as of a cursor of its owner's feed: older events that arrive later do not undo it. */
export interface SelectedBranch {
  thread: Thread;
  feedCursor: string;
}

/**
 * Makes the branch of a message the thread's active one, and appends to the user's feed, if that
 * changes anything.
 *
 * @throws RequestError `not_found` for a thread that is missing or another user's, or a message that
 *   is not in it
 */
export function selectBranch(
  db: Database,
  userId: string,
  { threadId, messageId }: SelectBranch,
): Promise<SelectedBranch> {
  const of = { threadId, userId };
  return db.transaction(async (tx) => {
    if (!(await lockThread(tx, of))) throw notFound("thread");
    const [leaf] = await tx
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.id, messageId), eq(messages.threadId, threadId)));
    if (!leaf) throw notFound("message");
    const before = await readThread(tx, of);
    if (before.activeLeafId === messageId)
      return { thread: before, feedCursor: await readFeedCursor(tx, userId) };
    await tx.update(threads).set({ activeLeafId: messageId }).where(eq(threads.id, threadId));
    const thread = { ...before, activeLeafId: messageId };
    await appendFeed(tx, userId, [{ type: "thread.put", thread }]);
    return { thread, feedCursor: await readFeedCursor(tx, userId) };
  });
}
