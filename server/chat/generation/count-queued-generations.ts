import type { Sql } from "postgres";

/** How many replies no worker has taken yet. */
export async function countQueuedGenerations(sql: Sql): Promise<number> {
  const [row] = await sql<{ queued: number }[]>`
    select count(*)::int as queued from generations where status = 'queued'`;
  return row?.queued ?? 0;
}
