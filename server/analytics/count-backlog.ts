import type { Sql } from "postgres";

/** The number of events that are neither delivered nor given up. */
export async function countBacklog(sql: Sql): Promise<number> {
  const [row] = await sql<{ backlog: number }[]>`
    select (select count(*) from analytics_events where batch_id is null)::int
      + (select coalesce(sum(size), 0) from analytics_batches where delivered_at is null and failure is null)::int
      as backlog`;
  return row?.backlog ?? 0;
}
