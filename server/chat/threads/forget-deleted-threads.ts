import type { Sql } from "postgres";

/**
 * Days that the id of a deleted thread stays reserved: as long as a device may be away and still be
 * signed in, with a message for that thread in its outbox.
 */
const rememberedDays = 30;

/**
 * Deletes the ids of threads that were deleted long ago.
 *
 * @param limit maximum number of threads
 * @returns how many ids were deleted
 */
export async function forgetDeletedThreads(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from deleted_threads where id in (
      select id from deleted_threads
      where deleted_at < now() - ${rememberedDays} * interval '1 day'
      order by deleted_at limit ${limit}
    )`;
  return gone.count;
}
