import type { Sql } from "postgres";
import { databaseOver } from "../../platform/db/client.ts";
import type { FailedRows } from "../../platform/db/failed-rows.ts";
import { deleteTrashed } from "../threads/delete-thread.ts";

/**
 * Deletes threads whose time in the trash is over, each with everything in it in a transaction of
 * its own. One that fails does not keep the others.
 *
 * @param limit maximum number of threads
 * @param trashDays that a thread stays in the trash
 * @returns how many were due
 */
export async function deleteOldTrash(
  sql: Sql,
  limit: number,
  { trashDays, failed }: { trashDays: number; failed: FailedRows },
): Promise<number> {
  const due = await sql<{ id: string; userId: string }[]>`
    select id, user_id as "userId" from threads
    where trashed_at <= now() - ${trashDays} * interval '1 day' and id <> all(${failed.ids}::text[])
    order by trashed_at limit ${limit}`;
  const db = databaseOver(sql);
  await failed.forEach(due, ({ id, userId }) => deleteTrashed(db, { threadId: id, userId }));
  return due.length;
}
