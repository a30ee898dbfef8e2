import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../../platform/db/client.ts";
import { messages, queuedMessages } from "../../../platform/db/schema/threads.ts";
import { notFound } from "../../../platform/errors.ts";
import { type LockedThread, lockThread } from "../../threads/lock-thread.ts";

/** A queued message, and the user who has to own it. */
export interface QueuedOfUser {
  id: string;
  userId: string;
}

type QueuedRow = typeof queuedMessages.$inferSelect;

/** The state of a message that was queued; its thread is locked unless it was sent. */
export type LockedQueued =
  | { state: "waiting"; thread: LockedThread; row: QueuedRow }
  | { state: "removed"; thread: LockedThread; row: QueuedRow }
  | { state: "sent"; threadId: string };

/**
 * Locks the thread of a message that was queued, and returns its state.
 *
 * @throws RequestError `not_found` when the user never had one with this id
 */
export async function lockQueued(tx: Transaction, of: QueuedOfUser): Promise<LockedQueued> {
  const own = and(eq(queuedMessages.id, of.id), eq(queuedMessages.userId, of.userId));
  const [seen] = await tx.select().from(queuedMessages).where(own);
  if (!seen) return findSent(tx, of);
  const thread = await lockThread(tx, { threadId: seen.threadId, userId: of.userId });
  const [row] = thread ? await tx.select().from(queuedMessages).where(own) : [];
  if (!thread || !row) return findSent(tx, of);
  return { state: row.removedAt ? "removed" : "waiting", thread, row };
}

async function findSent(tx: Transaction, { id, userId }: QueuedOfUser): Promise<LockedQueued> {
  const own = and(eq(messages.id, id), eq(messages.userId, userId));
  const [sent] = await tx.select({ threadId: messages.threadId }).from(messages).where(own);
  if (!sent) throw notFound("message");
  return { state: "sent", threadId: sent.threadId };
}
