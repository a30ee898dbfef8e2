import type { Sql } from "postgres";

/**
 * How long a waiting message that was taken back is remembered, in seconds: for a day a late
 * repetition of the call that queued it is refused.
 */
export const removedKeptSeconds = 86_400;

/**
 * Forgets waiting messages that were taken back long ago.
 *
 * @param limit most messages at once
 * @returns how many were forgotten
 */
export async function deleteRemoved(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    with old as (
      select id from queued_messages
      where removed_at < now() - ${removedKeptSeconds} * interval '1 second' limit ${limit}
    )
    delete from queued_messages q using old where q.id = old.id`;
  return gone.count;
}
