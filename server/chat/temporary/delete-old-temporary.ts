import type { Sql } from "postgres";
import { databaseOver } from "../../platform/db/client.ts";
import type { FailedRows } from "../../platform/db/failed-rows.ts";
import { deleteExpired } from "../threads/delete-thread.ts";

/**
 * Deletes temporary chats that were left, or not used for a day, each with everything in it in a
 * transaction of its own. One that fails does not keep the others.
 *
 * @param limit maximum number of chats
 * @returns how many were due
 */
export async function deleteOldTemporary(
  sql: Sql,
  limit: number,
  { failed }: { failed: FailedRows },
): Promise<number> {
  const due = await sql<{ id: string; userId: string }[]>`
    select id, user_id as "userId" from threads
    where temporary_until <= now() and id <> all(${failed.ids}::text[])
    order by temporary_until limit ${limit}`;
  const db = databaseOver(sql);
  await failed.forEach(due, ({ id, userId }) => deleteExpired(db, { threadId: id, userId }));
  return due.length;
}
