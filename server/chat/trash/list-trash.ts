import { and, eq, isNull, sql } from "drizzle-orm";
import type { TrashedThread } from "../../../shared/trash.ts";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { beforeCursor, cursorOf } from "../threads/list-cursor.ts";
import { threadColumns, toThread } from "../threads/thread-view.ts";
import { stillInTrash } from "./still-in-trash.ts";

/** A page of the trash, last moved first. */
export interface TrashPage {
  threads: TrashedThread[];
  nextCursor: string | null;
  /** Days after which a thread in the trash is deleted. */
  days: number;
}

/** Lists the threads in a user's trash. */
export async function listTrash(
  { db, trashDays }: { db: Database; trashDays: number },
  { userId, cursor, limit }: { userId: string; cursor?: string | undefined; limit: number },
): Promise<TrashPage> {
  const rows = await db
    .select({
      ...threadColumns,
      trashedAt: sql<Date>`${threads.trashedAt}`.mapWith(threads.trashedAt),
    })
    .from(threads)
    .where(
      and(
        eq(threads.userId, userId),
        stillInTrash(trashDays),
        // Earlier versions moved temporary chats too, which are deleted before their days are over.
        isNull(threads.temporaryUntil),
        beforeCursor(cursor, threads.trashedAt),
      ),
    )
    .orderBy(sql`${threads.trashedAt} desc nulls last, ${threads.id} desc nulls last`)
    .limit(limit + 1);
  const page = rows.slice(0, limit).map(({ trashedAt, ...row }) => {
    return { ...toThread(row), trashedAt: trashedAt.toISOString() };
  });
  const last = page.at(-1);
  const hasMore = rows.length > page.length && last !== undefined;
  return {
    threads: page,
    nextCursor: hasMore ? cursorOf(last.trashedAt, last.id) : null,
    days: trashDays,
  };
}
