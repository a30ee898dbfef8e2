import { and, eq } from "drizzle-orm";
import { deleteFilesOfThread } from "../attachments/delete-attachment.ts";
import type { Database } from "../../platform/db/client.ts";
import { deletedThreads, threads } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { deleteGenerationsOfThreads } from "./delete-generations.ts";
import { type ThreadOfUser } from "./access.ts";
import { lockThread } from "./lock-thread.ts";

/**
 * Deletes a thread with its messages, their files, generations and logs. A worker that is writing
 * in it finds its generation gone at the next flush and stops. Its id stays reserved, so that a
 * late retry of a send does not bring it back.
 */
export function deleteThread(db: Database, of: ThreadOfUser): Promise<{ threadId: string }> {
  return db.transaction(async (tx) => {
    const thread = await lockThread(tx, of);
    if (!thread) throw notFound("thread");
    await deleteGenerationsOfThreads(tx, [of.threadId]);
    await deleteFilesOfThread(tx, of.threadId);
    await tx.delete(threads).where(and(eq(threads.id, of.threadId), eq(threads.userId, of.userId)));
    await tx.insert(deletedThreads).values({ id: of.threadId, userId: of.userId });
    const { threadId } = of;
    const { workflowId } = thread;
    await appendFeed(tx, of.userId, [{ type: "thread.deleted", threadId, workflowId }]);
    return { threadId: of.threadId };
  });
}
