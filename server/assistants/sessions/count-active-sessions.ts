import type { Sql } from "postgres";

/** The number of chat sessions that are neither expired nor cancelled, by the database's clock. */
export async function countActiveSessions(sql: Sql): Promise<number> {
  const [row] = await sql<{ active: number }[]>`
    select count(*)::int as active from chat_sessions
    where expires_at > now() and cancelled_at is null`;
  return row?.active ?? 0;
}
