import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../db/client.ts";
import { messages, queuedMessages } from "../../db/schema/threads.ts";
import { notFound, RequestError } from "../../errors.ts";
import { type LockedThread, lockThread } from "../../threads/lock-thread.ts";

/** A waiting message, and whose it has to be. */
export interface QueuedOfUser {
  id: string;
  userId: string;
}

/** A waiting message whose thread nobody else changes until the transaction ends. */
export interface LockedQueued {
  thread: LockedThread;
  row: typeof queuedMessages.$inferSelect;
}

/**
 * Locks the thread of a message that waits.
 *
 * @throws RequestError `conflict` when it has been sent or taken back meanwhile, `not_found` when
 *   there never was one of the user's
 */
export async function lockQueued(tx: Transaction, of: QueuedOfUser): Promise<LockedQueued> {
  const own = and(eq(queuedMessages.id, of.id), eq(queuedMessages.userId, of.userId));
  const [seen] = await tx.select().from(queuedMessages).where(own);
  if (!seen) throw await whyNotWaiting(tx, of);
  const thread = await lockThread(tx, { threadId: seen.threadId, userId: of.userId });
  const [row] = thread ? await tx.select().from(queuedMessages).where(own) : [];
  if (!thread || !row) throw await whyNotWaiting(tx, of);
  if (row.removedAt) throw new RequestError("conflict", "This message was taken back.");
  return { thread, row };
}

async function whyNotWaiting(tx: Transaction, { id, userId }: QueuedOfUser): Promise<RequestError> {
  const own = and(eq(messages.id, id), eq(messages.userId, userId));
  const sent = await tx.select({ id: messages.id }).from(messages).where(own);
  return sent.length > 0
    ? new RequestError("conflict", "This message has been sent.")
    : notFound("message");
}
