import { and, eq, sql } from "drizzle-orm";
import { deleteFilesOfThreads } from "../attachments/delete-attachment.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { deletedThreads, threads } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { deleteGenerationsOfThreads } from "./delete-generations.ts";
import { type ThreadOfUser } from "./access.ts";

/**
 * Deletes a thread for good, in the trash or not, with its messages, their files, generations and
 * logs. A worker that is writing in it finds its generation gone at the next flush and stops. Its
 * id stays reserved, so that a late retry of a send does not bring it back.
 */
export function deleteThread(db: Database, of: ThreadOfUser): Promise<{ threadId: string }> {
  return db.transaction(async (tx) => {
    const thread = await lock(tx, of);
    if (!thread) throw notFound("thread");
    await deleteAndTell(tx, of, thread);
    return { threadId: of.threadId };
  });
}

/** The same for a temporary chat whose time is over. Leaves alone one that is in use again. */
export function deleteExpired(db: Database, of: ThreadOfUser): Promise<void> {
  return db.transaction(async (tx) => {
    const thread = await lock(tx, of);
    if (thread?.isExpired) await deleteAndTell(tx, of, thread);
  });
}

/** The same for a temporary chat. Leaves alone one that was kept meanwhile, or is gone. */
export function deleteTemporary(db: Database, of: ThreadOfUser): Promise<void> {
  return db.transaction(async (tx) => {
    const thread = await lock(tx, of);
    if (thread?.isTemporary) await deleteAndTell(tx, of, thread);
  });
}

/**
 * The same for a thread in the trash, of which the user's feed has told already. Leaves alone one
 * that was restored meanwhile.
 */
export function deleteTrashed(db: Database, of: ThreadOfUser): Promise<void> {
  return db.transaction(async (tx) => {
    if ((await lock(tx, of))?.isTrashed) await deleteLocked(tx, of);
  });
}

interface LockedRow {
  workflowId: string;
  isTrashed: boolean;
  isTemporary: boolean;
  isExpired: boolean;
}

async function lock(
  tx: Transaction,
  { threadId, userId }: ThreadOfUser,
): Promise<LockedRow | undefined> {
  const [thread] = await tx
    .select({
      workflowId: threads.workflowId,
      isTrashed: sql<boolean>`${threads.trashedAt} is not null`,
      isTemporary: sql<boolean>`${threads.temporaryUntil} is not null`,
      isExpired: sql<boolean>`coalesce(${threads.temporaryUntil} <= now(), false)`,
    })
    .from(threads)
    .where(and(eq(threads.id, threadId), eq(threads.userId, userId)))
    .for("update");
  return thread;
}

async function deleteAndTell(
  tx: Transaction,
  of: ThreadOfUser,
  { workflowId }: LockedRow,
): Promise<void> {
  await deleteLocked(tx, of);
  await appendFeed(tx, of.userId, [{ type: "thread.deleted", threadId: of.threadId, workflowId }]);
}

async function deleteLocked(tx: Transaction, { threadId, userId }: ThreadOfUser): Promise<void> {
  await deleteGenerationsOfThreads(tx, [threadId]);
  await deleteFilesOfThreads(tx, [threadId]);
  await tx.delete(threads).where(eq(threads.id, threadId));
  await tx.insert(deletedThreads).values({ id: threadId, userId });
}
