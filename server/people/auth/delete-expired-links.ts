import type { Sql } from "postgres";

/**
 * Deletes links that have expired or were used: they can no longer work, and those of registrations
 * hold a password hash.
 *
 * @param limit maximum number of links
 * @returns how many were deleted
 */
export async function deleteExpiredLinks(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from one_time_tokens where id in (
      select id from one_time_tokens where expires_at < now() order by expires_at limit ${limit}
    )`;
  return gone.count;
}
