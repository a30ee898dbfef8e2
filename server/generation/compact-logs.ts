import type { Sql } from "postgres";

/**
 * How long after its end a generation's log is kept, in seconds. Who was reading it and lost the
 * connection resumes from it; who comes later gets the message's text in its place.
 */
export const logKeptSeconds = 300;

/**
 * Deletes the chunks of generations that ended a while ago: their text is in the messages.
 *
 * @param limit most generations at once
 * @returns how many logs were deleted
 */
export async function compactLogs(sql: Sql, limit: number): Promise<number> {
  const done = await sql`
    with done as (
      select id from generations
      where has_log and finished_at < now() - ${logKeptSeconds} * interval '1 second'
      order by finished_at limit ${limit} for update skip locked
    ), gone as (
      delete from chunks using done where chunks.generation_id = done.id
    )
    update generations g set has_log = false from done where g.id = done.id returning g.id`;
  return done.length;
}
