import type { Sql } from "postgres";

/**
 * Deletes expired counters.
 *
 * @param limit maximum number of counters
 * @returns how many were deleted
 */
export async function deleteExpiredLimits(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from rate_limits where key in (
      select key from rate_limits where expire < ${Date.now() - 60_000} limit ${limit}
    )`;
  return gone.count;
}
