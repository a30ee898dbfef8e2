import { and, eq, sql } from "drizzle-orm";
import type { Unqueue } from "../../../../shared/requests.ts";
import { detachFiles } from "../../attachments/attach-files.ts";
import type { Database, Transaction } from "../../../platform/db/client.ts";
import { queuedMessages } from "../../../platform/db/schema/threads.ts";
import { isUniqueViolation, notFound, RequestError } from "../../../platform/errors.ts";
import { lockThread } from "../../threads/lock-thread.ts";
import { readMessagesById } from "../message-view.ts";
import { type QueueOfThread, readQueueNow } from "./read-queue.ts";
import { tellQueue } from "./tell-queue.ts";

/**
 * Removes a queued message: it is never sent. Idempotent. A message that the server does not know
 * yet is refused when it arrives, because this call may overtake the one that queues it.
 *
 * @throws RequestError `not_found` for a missing thread, `conflict` for a message that was sent
 */
export function unqueueMessage(
  db: Database,
  { id, threadId, userId }: Unqueue & { userId: string },
): Promise<QueueOfThread> {
  return db.transaction(async (tx) => {
    const of = { threadId, userId };
    if (!(await lockThread(tx, of))) throw notFound("thread");
    const sent = await readMessagesById(tx, { threadId, ids: [id] });
    if (sent.size > 0) throw new RequestError("conflict", "This message has already been sent.");
    await remove(tx, { id, ...of });
    return readQueueNow(tx, of);
  });
}

async function remove(
  tx: Transaction,
  message: { id: string; threadId: string; userId: string },
): Promise<void> {
  const { id, threadId } = message;
  const own = and(eq(queuedMessages.id, id), eq(queuedMessages.threadId, threadId));
  const [row] = await tx.select().from(queuedMessages).where(own);
  if (!row) return remember(tx, message);
  if (row.removedAt) return;
  await tx
    .update(queuedMessages)
    .set({ removedAt: sql`now()`, text: "" })
    .where(own);
  await detachFiles(tx, message);
  await tellQueue(tx, message);
}

/** Records that a message was removed before it arrived. */
async function remember(
  tx: Transaction,
  message: { id: string; threadId: string; userId: string },
): Promise<void> {
  const trace = { ...message, replyId: message.id, afterId: "", text: "", position: 0 };
  try {
    await tx.insert(queuedMessages).values({ ...trace, removedAt: sql`now()` });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw notFound("message");
  }
}
