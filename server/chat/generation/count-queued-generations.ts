import type { Sql } from "postgres";

/** The replies that no worker has claimed yet. */
export interface QueuedGenerations {
  count: number;
  /** How long the oldest has been queued, in seconds; 0 without any. */
  oldestSeconds: number;
}

/** Counts them on all nodes. */
export async function countQueuedGenerations(sql: Sql): Promise<QueuedGenerations> {
  const [row] = await sql<QueuedGenerations[]>`
    select count(*)::int as count,
      coalesce(greatest(0, extract(epoch from now() - min(created_at))), 0)::float8 as "oldestSeconds"
    from generations where status = 'queued'`;
  return row ?? { count: 0, oldestSeconds: 0 };
}
