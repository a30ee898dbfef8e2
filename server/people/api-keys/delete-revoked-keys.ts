import type { Sql } from "postgres";

/**
 * How long a revoked key is kept, in days: its owner's export shows it. Sessions that it made last ten
 * minutes at most, so none of them outlives it.
 */
const revokedKeptDays = 90;

/**
 * Deletes keys that were revoked long ago.
 *
 * @param limit most keys at once
 * @returns how many were deleted
 */
export async function deleteRevokedKeys(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from api_keys where id in (
      select id from api_keys
      where revoked_at < now() - ${revokedKeptDays} * interval '1 day'
      order by revoked_at limit ${limit}
    )`;
  return gone.count;
}
