import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { QueuedMessage } from "../../../../shared/queued-message.ts";
import { attachmentsOf } from "../../attachments/upload-view.ts";
import type { Executor, Transaction } from "../../../platform/db/client.ts";
import { queuedMessages } from "../../../platform/db/schema/threads.ts";
import { readFeedCursor } from "../../feed/read-feed-head.ts";
import type { ThreadOfUser } from "../../threads/access.ts";

/** A thread's queued messages, in order. The caller has checked the owner. */
export async function readQueue(executor: Executor, threadId: string): Promise<QueuedMessage[]> {
  const { id, text, answerBy, urgent, createdAt } = queuedMessages;
  const attachments = attachmentsOf({ id: sql`${id}`, threadId: sql`${threadId}` });
  const rows = await executor
    .select({ id, text, attachments, answerBy, urgent, createdAt })
    .from(queuedMessages)
    .where(and(eq(queuedMessages.threadId, threadId), isNull(queuedMessages.removedAt)))
    .orderBy(asc(queuedMessages.position));
  return rows.map(({ attachments: files, answerBy: by, ...row }) => ({
    ...row,
    ...(files ? { attachments: files } : {}),
    ...(by ? { answerBy: by } : {}),
    createdAt: row.createdAt.toISOString(),
  }));
}

/** A thread's queue, as of a cursor of its owner's feed. */
export interface QueueOfThread {
  threadId: string;
  queue: QueuedMessage[];
  /** Feed events up to here hold nothing newer about the queue. */
  feedCursor: string;
}

/** The current queue of a locked thread. */
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
