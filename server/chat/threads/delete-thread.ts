import { and, eq, sql } from "drizzle-orm";
import { deleteFilesOfThread } from "../attachments/delete-attachment.ts";
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
  const { threadId, userId } = of;
  return db.transaction(async (tx) => {
    const thread = await lock(tx, of);
    if (!thread) throw notFound("thread");
    await deleteLocked(tx, of);
    const { workflowId } = thread;
    await appendFeed(tx, userId, [{ type: "thread.deleted", threadId, workflowId }]);
    return { threadId };
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

async function lock(
  tx: Transaction,
  { threadId, userId }: ThreadOfUser,
): Promise<{ workflowId: string; isTrashed: boolean } | undefined> {
  const [thread] = await tx
    .select({
      workflowId: threads.workflowId,
      isTrashed: sql<boolean>`${threads.trashedAt} is not null`,
    })
    .from(threads)
    .where(and(eq(threads.id, threadId), eq(threads.userId, userId)))
    .for("update");
  return thread;
}

async function deleteLocked(tx: Transaction, { threadId, userId }: ThreadOfUser): Promise<void> {
  await deleteGenerationsOfThreads(tx, [threadId]);
  await deleteFilesOfThread(tx, threadId);
  await tx.delete(threads).where(eq(threads.id, threadId));
  await tx.insert(deletedThreads).values({ id: threadId, userId });
}
