import { and, sql } from "drizzle-orm";
import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { lockThreads, type ThreadsOfUser } from "../threads/lock-threads.ts";
import { threadColumns, toThread } from "../threads/thread-view.ts";
import { stillInTrash } from "./still-in-trash.ts";

/**
 * Brings a user's threads back from the trash, to where they were, in one transaction. Leaves out
 * those that are missing, another user's, about to be deleted, or not in the trash.
 *
 * @throws RequestError `not_found` when none of the ids is a thread of the user
 */
export function restoreThreads(
  { db, trashDays }: { db: Database; trashDays: number },
  of: ThreadsOfUser,
): Promise<{ threads: Thread[] }> {
  return db.transaction(async (tx) => {
    const ids = (await lockThreads(tx, of)).map(({ id }) => id);
    const rows = await tx
      .update(threads)
      .set({ trashedAt: null })
      .where(and(sql`${threads.id} = any(${sql.param(ids)}::text[])`, stillInTrash(trashDays)))
      .returning(threadColumns);
    const restored = rows.map(toThread);
    if (restored.length > 0)
      await appendFeed(
        tx,
        of.userId,
        restored.map((thread) => ({ type: "thread.put", thread })),
      );
    return { threads: restored };
  });
}
