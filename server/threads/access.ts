import { and, eq } from "drizzle-orm";
import type { Thread } from "../../shared/thread.ts";
import type { Executor, Transaction } from "../db/client.ts";
import { threads } from "../db/schema/threads.ts";
import { notFound } from "../errors.ts";
import { threadColumns, toThread } from "./thread-view.ts";

/** Which thread, and whose it has to be. */
export interface ThreadOfUser {
  threadId: string;
  userId: string;
}

/** @throws RequestError `not_found` when there is none or it is not the user's */
export async function readThread(
  executor: Executor,
  { threadId, userId }: ThreadOfUser,
): Promise<Thread> {
  const [row] = await executor
    .select(threadColumns)
    .from(threads)
    .where(and(eq(threads.id, threadId), eq(threads.userId, userId)));
  if (!row) throw notFound("thread");
  return toThread(row);
}

/**
 * Locks a thread until the end of the transaction. Every transaction that changes a thread, its
 * messages or its generations begins with this, so they queue up instead of dead-locking.
 *
 * @returns whether it exists and is the user's
 */
export async function lockThread(
  tx: Transaction,
  { threadId, userId }: ThreadOfUser,
): Promise<boolean> {
  const rows = await tx
    .select({ id: threads.id })
    .from(threads)
    .where(and(eq(threads.id, threadId), eq(threads.userId, userId)))
    .for("update");
  return rows.length > 0;
}
