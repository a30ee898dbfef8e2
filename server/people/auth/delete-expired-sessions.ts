import type { Sql } from "postgres";

/**
 * Deletes auth sessions that have expired: their cookies have too.
 *
 * @param limit most sessions at once
 * @returns how many were deleted
 */
export async function deleteExpiredSessions(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from auth_sessions where id in (
      select id from auth_sessions where expires_at < now() order by expires_at limit ${limit}
    )`;
  return gone.count;
}
