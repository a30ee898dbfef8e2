import type { Sql } from "postgres";

/**
 * Deletes links of mails that have expired or were used up: nothing asks for them any more, and those
 * of registrations hold the hash of a password.
 *
 * @param limit most links at once
 * @returns how many were deleted
 */
export async function deleteExpiredLinks(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from one_time_tokens where id in (
      select id from one_time_tokens where expires_at < now() order by expires_at limit ${limit}
    )`;
  return gone.count;
}
