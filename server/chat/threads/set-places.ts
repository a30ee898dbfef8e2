import { and, isNull, ne, sql } from "drizzle-orm";
import type { SetPlaces } from "../../../shared/many-threads.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { lockThreads } from "./lock-threads.ts";
import { threadColumns, toThread } from "./thread-view.ts";

/**
 * Sets where threads are in their owner's list, in one transaction. Leaves out those that are
 * missing, another user's, in the trash, or there already.
 *
 * @returns the threads that changed
 * @throws RequestError `not_found` when none of the ids is a thread of the user
 */
export function setPlaces(
  db: Database,
  userId: string,
  { threadIds, place }: SetPlaces,
): Promise<{ threads: Thread[] }> {
  return db.transaction(async (tx) => {
    const ids = (await lockThreads(tx, { threadIds, userId })).map(({ id }) => id);
    const rows = await tx
      .update(threads)
      .set({ place })
      .where(
        and(
          sql`${threads.id} = any(${sql.param(ids)}::text[])`,
          ne(threads.place, place),
          isNull(threads.trashedAt),
        ),
      )
      .returning(threadColumns);
    const changed = rows.map(toThread);
    if (changed.length > 0)
      await appendFeed(
        tx,
        userId,
        changed.map((thread) => ({ type: "thread.put", thread })),
      );
    return { threads: changed };
  });
}
