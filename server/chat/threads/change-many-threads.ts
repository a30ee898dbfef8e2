import { and, isNull, type SQL, sql } from "drizzle-orm";
import type { Thread } from "../../../shared/thread.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { threadColumns, toThread } from "./thread-view.ts";

/** Which threads of a user to change, and how. */
export interface ManyThreadsChange {
  userId: string;
  /** Locked by the caller. */
  ids: readonly string[];
  set: Partial<Pick<typeof threads.$inferInsert, "place" | "projectId">>;
  /** Condition on `threads`: the thread is not like that already. */
  differs: SQL;
}

/**
 * Changes threads at once and tells the user's feed. Leaves out those in the trash.
 *
 * @returns the threads that changed
 */
export async function changeManyThreads(
  tx: Transaction,
  { userId, ids, set, differs }: ManyThreadsChange,
): Promise<Thread[]> {
  const isChosen = sql`${threads.id} = any(${sql.param([...ids])}::text[])`;
  const rows = await tx
    .update(threads)
    .set(set)
    .where(and(isChosen, differs, isNull(threads.trashedAt)))
    .returning(threadColumns);
  const changed = rows.map(toThread);
  if (changed.length > 0)
    await appendFeed(
      tx,
      userId,
      changed.map((thread) => ({ type: "thread.put", thread })),
    );
  return changed;
}
