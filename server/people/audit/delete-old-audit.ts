import type { Sql } from "postgres";

/**
 * Deletes old entries of the audit log. Unauthenticated callers can cause entries, such as wrong
 * passwords, so the log must not grow without limit.
 *
 * @param limit maximum number of entries
 * @param keptDays how long an entry is kept
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
