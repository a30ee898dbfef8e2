import type { Sql } from "postgres";

/** Most that the table holds, in bytes of its values. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Deletes what is of no use any more: past the time it may stand in, or forgotten.
 *
 * @param limit most rows at once
 * @returns how many were deleted
 */
export async function deleteExpiredEntries(sql: Sql, limit: number): Promise<number> {
  // A row that is locked is being written at this moment.
  const gone = await sql`
    delete from cache_entries where (kind, key) in (
      select kind, key from cache_entries
      where coalesce(stale_until, stored_at) < now() - interval '1 minute'
        and (lease_until is null or lease_until < now() - interval '1 minute')
      limit ${limit} for update skip locked
    )`;
  return gone.count;
}

/**
 * Deletes what was stored longest ago, while all together is larger than the table may be.
 *
 * @param limit most rows at once
 * @param most bytes that stay
 * @returns how many were deleted
 */
export async function deleteEntriesBeyond(
  sql: Sql,
  limit: number,
  most: number = mostBytes,
): Promise<number> {
  const gone = await sql`
    delete from cache_entries where (kind, key) in (
      select kind, key from (
        select kind, key, stored_at,
          sum(size) over (order by stored_at desc, kind, key rows unbounded preceding) as total
        from cache_entries where version is not null and (select sum(size) from cache_entries) > ${most}
      ) as ranked
      where total > ${most} order by stored_at limit ${limit}
    )`;
  return gone.count;
}

/** How much the table holds. */
export async function readCacheSize(sql: Sql): Promise<{ entries: number; bytes: number }> {
  const [row] = await sql<{ entries: number; bytes: number }[]>`
    select count(*)::int as entries, coalesce(sum(size), 0)::float8 as bytes
    from cache_entries where version is not null`;
  return row ?? { entries: 0, bytes: 0 };
}
