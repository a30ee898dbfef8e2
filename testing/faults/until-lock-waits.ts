import type { Sql } from "postgres";

const lookEveryMs = 20;

/** Resolves when so many of this database's connections wait for a lock. */
export async function untilLockWaits(sql: Sql, count: number): Promise<void> {
  for (;;) {
    const [row] = await sql<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if ((row?.waiting ?? 0) >= count) return;
    await Bun.sleep(lookEveryMs);
  }
}
