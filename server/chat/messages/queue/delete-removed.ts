import type { Sql } from "postgres";

/**
 * How long a removed queued message is remembered, in seconds: for a day, late retries of the call
 * that queued it are refused.
 */
export const removedKeptSeconds = 86_400;

/**
 * Deletes traces of queued messages that were removed long ago.
 *
 * @param limit maximum number of messages
 * @returns how many were deleted
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
