import type { Sql } from "postgres";
import { databaseOver } from "../../platform/db/client.ts";
import { deleteTrashed } from "../threads/delete-thread.ts";

/**
 * Deletes threads whose time in the trash is over, each with everything in it in a transaction of
 * its own.
 *
 * @param limit maximum number of threads
 * @param days that a thread stays in the trash
 * @returns how many were due
 */
export async function deleteOldTrash(sql: Sql, limit: number, days: number): Promise<number> {
  const due = await sql<{ id: string; userId: string }[]>`
    select id, user_id as "userId" from threads
    where trashed_at <= now() - ${days} * interval '1 day'
    order by trashed_at limit ${limit}`;
  const db = databaseOver(sql);
  for (const { id, userId } of due) await deleteTrashed(db, { threadId: id, userId });
  return due.length;
}
