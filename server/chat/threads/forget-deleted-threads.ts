import type { Sql } from "postgres";

/**
 * How long the id of a deleted thread stays used up, in days: as long as a device may be away and
 * still be signed in, with a message for that thread in its outbox.
 */
const rememberedDays = 30;

/**
 * Forgets threads that were deleted long ago.
 *
 * @param limit most threads at once
 * @returns how many were forgotten
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
