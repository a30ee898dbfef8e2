import { and, inArray, isNull, type SQLWrapper, sql } from "drizzle-orm";
import { liveStatuses } from "../../../shared/generation-status.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { deleteTemporary } from "../threads/delete-thread.ts";
import { lockThreads, type ThreadsOfUser } from "../threads/lock-threads.ts";

/** Dependencies of moving threads to the trash. */
export interface TrashDeps {
  db: Database;
  /** Days that a thread stays in the trash; 0 for a server without a trash. */
  trashDays: number;
  stopReply: (of: { generationId: string; userId: string }) => Promise<unknown>;
}

/**
 * Moves a user's threads to the trash, in one transaction. There they are in no list and no search,
 * and nothing but `restoreThreads` and deletion reaches them. Their replies in progress are stopped
 * and keep their text. Ids that are missing or another user's are left out, and those already in
 * the trash stay there. Temporary chats are deleted at once: the trash would promise more days than
 * they have.
 *
 * @returns whether this was done; false where the server keeps no trash
 * @throws RequestError `not_found` when none of them is the user's
 */
export async function trashThreads(
  deps: TrashDeps,
  of: ThreadsOfUser,
): Promise<{ isMoved: boolean }> {
  const { userId } = of;
  const isKept = deps.trashDays > 0;
  const { temporary, live } = await deps.db.transaction(async (tx) => {
    const locked = await lockThreads(tx, of);
    const idsOf = (isTemporary: boolean) =>
      locked.filter((thread) => thread.isTemporary === isTemporary).map(({ id }) => id);
    if (!isKept) return { temporary: [], live: [] };
    return { temporary: idsOf(true), live: await moveLocked(tx, userId, idsOf(false)) };
  });
  // After the commit: a reply that has not begun ends here, in a transaction of its own.
  for (const generationId of live) await deps.stopReply({ generationId, userId });
  for (const threadId of temporary) await deleteTemporary(deps.db, { threadId, userId });
  return { isMoved: isKept };
}

/** Returns the replies in progress, whose stop is stored. */
async function moveLocked(tx: Transaction, userId: string, ids: string[]): Promise<string[]> {
  const moved = await tx
    .update(threads)
    .set({ trashedAt: sql`now()` })
    .where(and(isOneOf(threads.id, ids), isNull(threads.trashedAt)))
    .returning({ threadId: threads.id, workflowId: threads.workflowId });
  if (moved.length === 0) return [];
  const live = await tx
    .update(generations)
    .set({ stopRequested: true, stopRequestedAt: sql`coalesce(stop_requested_at, now())` })
    .where(
      and(
        isOneOf(
          generations.threadId,
          moved.map(({ threadId }) => threadId),
        ),
        inArray(generations.status, liveStatuses),
      ),
    )
    .returning({
      id: generations.id,
      notified: sql`pg_notify(${noticeChannels.stop}, ${generations.id})`,
    });
  await appendFeed(
    tx,
    userId,
    moved.map((thread) => ({ type: "thread.deleted", ...thread })),
  );
  return live.map(({ id }) => id);
}

function isOneOf(column: SQLWrapper, ids: readonly string[]) {
  return sql`${column} = any(${sql.param(ids)}::text[])`;
}
