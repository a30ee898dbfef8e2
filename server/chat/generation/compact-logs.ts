import type { Sql } from "postgres";

/**
 * Seconds that a generation's log is kept after its end. Readers who lose the connection can resume
 * from it; later ones get the message's text instead.
 */
export const logKeptSeconds = 300;

/** Maximum number of logs per step, however short they are. */
const mostLogs = 500;

/**
 * Deletes the chunks of generations that ended a while ago: their text is in the messages. Logs are
 * deleted as a whole, so the first may exceed the limit.
 *
 * @param limit maximum number of chunks
 * @returns how many logs were deleted
 */
export async function compactLogs(sql: Sql, limit: number): Promise<number> {
  const done = await sql`
    with old as (
      select id, last_seq, finished_at from generations
      where has_log and finished_at < now() - ${logKeptSeconds} * interval '1 second'
      order by finished_at limit ${mostLogs} for update skip locked
    ), counted as (
      select id, sum(last_seq) over (order by finished_at, id) - last_seq as chunks_before from old
    ), done as (
      select id from counted where chunks_before = 0 or chunks_before < ${limit}
    ), gone as (
      delete from chunks using done where chunks.generation_id = done.id
    )
    update generations g set has_log = false from done where g.id = done.id returning g.id`;
  return done.length;
}
