import type { Sql } from "postgres";

/** How long an expired chat session can still be queried, in seconds. */
const keptSeconds = 86_400;

/**
 * Deletes chat sessions that expired long ago.
 *
 * @param limit maximum number of sessions
 * @returns how many were deleted
 */
export async function deleteExpiredChatSessions(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from chat_sessions where id in (
      select id from chat_sessions
      where expires_at < now() - ${keptSeconds} * interval '1 second'
      order by expires_at limit ${limit}
    )`;
  return gone.count;
}
