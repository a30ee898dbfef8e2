import type { Sql } from "postgres";
import { countingLock } from "./counting-lock.ts";

/**
 * Days that the people of a finished span stay distinguishable. Events are counted within minutes;
 * the margin is for servers whose workers were down.
 */
const presenceDays = 7;

/**
 * Deletes old data about single users: events, figures of users, and the people of finished spans.
 * Figures of all users together stay.
 *
 * @param limit maximum number of rows of each kind
 * @param keptDays how long events and figures of users are kept
 * @returns how many rows were deleted; also 0 while a node is counting
 */
export async function deleteOldAnalytics(
  sql: Sql,
  limit: number,
  keptDays: number,
): Promise<number> {
  return sql.begin(async (tx) => {
    const [lock] = await tx<{ taken: boolean }[]>`
      select pg_try_advisory_xact_lock(${countingLock}) as taken`;
    if (!lock?.taken) return 0;
    const cutoff = tx`now() - ${keptDays} * interval '1 day'`;
    const gone = await Promise.all([
      tx`delete from analytics_events where ctid = any(array(
        select ctid from analytics_events where at < ${cutoff} limit ${limit}))`,
      // A step that straddles the limit is deleted when all of it is old enough.
      tx`delete from analytics_user_totals where ctid = any(array(
        select ctid from analytics_user_totals
        where starts < ${cutoff} and starts + ('1 ' || step)::interval < ${cutoff} limit ${limit}))`,
      tx`delete from analytics_batches where id in (
        select id from analytics_batches where created_at < ${cutoff} limit ${limit})`,
      tx`delete from analytics_presences where ctid = any(array(
        select over.ctid from unnest(array['hour', 'day', 'week', 'month', 'year']) as spans(span)
        cross join lateral (
          select ctid from analytics_presences
          where span = spans.span
            and starts < now() - ${presenceDays} * interval '1 day' - ('1 ' || spans.span)::interval
          limit ${limit}
        ) as over
        where not exists (
          select 1 from analytics_events where not is_counted and at < now() - ${presenceDays} * interval '1 day')
        limit ${limit}))`,
    ]);
    return gone.reduce((sum, { count }) => sum + count, 0);
  });
}
