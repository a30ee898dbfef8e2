import type { Sql } from "postgres";
import { untilRow } from "../until.ts";

/** Resolves when this many connections of the database wait for a lock. */
export async function untilLockWaits(sql: Sql, count: number): Promise<void> {
  await untilRow(
    `${count} connections that wait for a lock`,
    () => sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      having count(*) >= ${count}`,
  );
}
