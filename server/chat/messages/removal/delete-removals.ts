import type { Sql } from "postgres";
import { restorableMinutes } from "../../../platform/db/schema/removals.ts";

/** Deletes what can no longer be brought back, at most `limit`. Returns how many. */
export async function deleteRemovals(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    with old as (
      select id from removals
      where created_at < now() - ${restorableMinutes} * interval '1 minute' limit ${limit}
    )
    delete from removals r using old where r.id = old.id`;
  return gone.count;
}
