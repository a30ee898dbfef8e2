import type { Sql } from "postgres";

/**
 * Deletes expired auth sessions; their cookies have expired too.
 *
 * @param limit maximum number of sessions
 * @returns how many were deleted
 */
export async function deleteExpiredSessions(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from auth_sessions where id in (
      select id from auth_sessions where expires_at < now() order by expires_at limit ${limit}
    )`;
  return gone.count;
}
