import type { Sql } from "postgres";

/**
 * Whether there are events to count or, if delivery is on, to put into batches. Reads the start of
 * one index for each.
 */
export async function hasNewEvents(sql: Sql, isDelivered: boolean): Promise<boolean> {
  const [row] = await sql<{ has: boolean }[]>`
    select exists (select 1 from analytics_events where not is_counted)
      or (${isDelivered} and exists (select 1 from analytics_events where batch_id is null)) as has`;
  return row?.has ?? true;
}
