import type { Sql } from "postgres";

/**
 * Deletes attempts to sign in with a provider that have expired.
 *
 * @param limit maximum number of attempts
 * @returns how many were deleted
 */
export async function deleteExpiredAttempts(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from identity_attempts where secret_hash in (
      select secret_hash from identity_attempts
      where expires_at < now() order by expires_at limit ${limit}
    )`;
  return gone.count;
}
