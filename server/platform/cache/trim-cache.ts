import type { Sql } from "postgres";

/** Maximum size of the table's values in bytes. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Deletes rows that can no longer be served: expired or invalidated ones.
 *
 * @param limit maximum number of rows
 * @returns how many were deleted
 */
export async function deleteExpiredEntries(sql: Sql, limit: number): Promise<number> {
  // A locked row is being written right now.
  const gone = await sql`
    with old as materialized (
      select kind, key from cache_entries
      where coalesce(stale_until, stored_at) < now() - interval '1 minute'
        and (lease_until is null or lease_until < now() - interval '1 minute')
      limit ${limit} for update skip locked
    )
    delete from cache_entries where (kind, key) in (select kind, key from old)`;
  return gone.count;
}

/**
 * Deletes the oldest rows while the table exceeds its maximum size.
 *
 * @param limit maximum number of rows
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

/** The size of the table. */
export async function readCacheSize(sql: Sql): Promise<{ entries: number; bytes: number }> {
  const [row] = await sql<{ entries: number; bytes: number }[]>`
    select count(*)::int as entries, coalesce(sum(size), 0)::float8 as bytes
    from cache_entries where version is not null`;
  return row ?? { entries: 0, bytes: 0 };
}
