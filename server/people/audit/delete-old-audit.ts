import type { Sql } from "postgres";

/**
 * Deletes old lines of the audit log: strangers write some of them, such as wrong passwords, so
 * without an end the log would grow as they like.
 *
 * @param limit most lines at once
 * @param keptDays how long a line is kept
 * @returns how many were deleted
 */
export async function deleteOldAudit(sql: Sql, limit: number, keptDays: number): Promise<number> {
  const gone = await sql`
    delete from audit_events where seq in (
      select seq from audit_events
      where at < now() - ${keptDays} * interval '1 day' order by at limit ${limit}
    )`;
  return gone.count;
}
