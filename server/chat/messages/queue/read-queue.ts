import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { QueuedMessage } from "../../../../shared/queued-message.ts";
import { attachmentsOf } from "../../attachments/upload-view.ts";
import type { Executor, Transaction } from "../../../platform/db/client.ts";
import { queuedMessages } from "../../../platform/db/schema/threads.ts";
import { readFeedCursor } from "../../feed/read-feed-head.ts";
import type { ThreadOfUser } from "../../threads/access.ts";

/** The messages that wait in a thread, the next one first. The caller has checked whose it is. */
export async function readQueue(executor: Executor, threadId: string): Promise<QueuedMessage[]> {
  const { id, text, urgent, createdAt } = queuedMessages;
  const attachments = attachmentsOf({ id: sql`${id}`, threadId: sql`${threadId}` });
  const rows = await executor
    .select({ id, text, attachments, urgent, createdAt })
    .from(queuedMessages)
    .where(and(eq(queuedMessages.threadId, threadId), isNull(queuedMessages.removedAt)))
    .orderBy(asc(queuedMessages.position));
  return rows.map(({ attachments: files, ...row }) => ({
    ...row,
    ...(files ? { attachments: files } : {}),
    createdAt: row.createdAt.toISOString(),
  }));
}

/** What waits in a thread, as of a place in its person's feed. */
export interface QueueOfThread {
  threadId: string;
  queue: QueuedMessage[];
  /** Events of the feed up to here say nothing newer about the queue. */
  feedCursor: string;
}

/** What waits in a locked thread by now. */
export async function readQueueNow(
  tx: Transaction,
  { threadId, userId }: ThreadOfUser,
): Promise<QueueOfThread> {
  const [queue, feedCursor] = await Promise.all([
    readQueue(tx, threadId),
    readFeedCursor(tx, userId),
  ]);
  return { threadId, queue, feedCursor };
}
