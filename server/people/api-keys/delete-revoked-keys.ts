import type { Sql } from "postgres";

/**
 * Days that a revoked key is kept for its owner's export. Chat sessions made with it last at most
 * ten minutes, so none outlives it.
 */
const revokedKeptDays = 90;

/**
 * Deletes keys that were revoked long ago.
 *
 * @param limit maximum number of keys
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
