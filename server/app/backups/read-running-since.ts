import type { Sql } from "postgres";

/** Of the lock of backups. Any fixed number: no other advisory lock of the program has it. */
export const lockKey = 427_701;

/**
 * When the connection began that holds the lock, on whichever node: since then a backup is being
 * made. Null when none is.
 */
export async function readRunningSince(sql: Sql): Promise<Date | null> {
  const [row] = await sql<{ since: Date | null }[]>`
    select activity.backend_start as since
    from pg_locks lock join pg_stat_activity activity using (pid)
    where lock.locktype = 'advisory' and lock.granted and lock.objid = ${lockKey} and lock.objsubid = 1
      and lock.database = (select oid from pg_database where datname = current_database())`;
  return row?.since ?? null;
}
