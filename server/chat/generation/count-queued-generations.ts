import type { Sql } from "postgres";

/** The number of replies that no worker has claimed yet. */
export async function countQueuedGenerations(sql: Sql): Promise<number> {
  const [row] = await sql<{ queued: number }[]>`
    select count(*)::int as queued from generations where status = 'queued'`;
  return row?.queued ?? 0;
}
