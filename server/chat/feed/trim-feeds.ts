import type { Sql } from "postgres";

/**
 * How long a feed event is kept, in seconds. A tab that was away for longer fetches everything
 * again.
 */
export const eventKeptSeconds = 86_400;

/**
 * Deletes old feed events.
 *
 * @param limit maximum number of events
 * @returns how many were deleted
 */
export async function trimFeeds(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    with old as (
      select user_id, seq from feed_events
      where created_at < now() - ${eventKeptSeconds} * interval '1 second' limit ${limit}
    )
    delete from feed_events f using old where f.user_id = old.user_id and f.seq = old.seq`;
  return gone.count;
}
