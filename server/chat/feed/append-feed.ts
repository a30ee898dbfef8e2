import { sql } from "drizzle-orm";
import type { AnalyticsFact } from "../../../shared/analytics.ts";
import type { FeedEvent } from "../../../shared/feed-event.ts";
import { insertEvents } from "../../analytics/record-events.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { feedEvents } from "../../platform/db/schema/feed.ts";
import { users } from "../../platform/db/schema/users.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";

/**
 * Appends changes to a user's feed, in the transaction that makes them. Locks the user's row until
 * the transaction ends, so call it last: then numbers have no gaps and are committed in order. Does
 * nothing for a deleted user.
 */
export function appendFeed(tx: Transaction, userId: string, events: FeedEvent[]): Promise<void> {
  return appendFeedAndRecord(tx, userId, { events, facts: [] });
}

/** The same, and records what happened for analytics, all in one statement. */
export async function appendFeedAndRecord(
  tx: Transaction,
  userId: string,
  { events, facts }: { events: FeedEvent[]; facts: readonly AnalyticsFact[] },
): Promise<void> {
  const count = sql`${events.length}::int`;
  await tx.execute(sql`
    with head as (
      update ${users} set feed_seq = feed_seq + ${count} where id = ${userId}
      returning feed_seq, id, locale, language, analytics_opt_out
    ), ${facts.length > 0 ? sql`recorded as (${insertEvents(facts, sql`head`)}), ` : sql``}added as (
      insert into ${feedEvents} (user_id, seq, event)
      select ${userId}, head.feed_seq - ${count} + new.position, new.event
      from head, jsonb_array_elements(${JSON.stringify(events)}::jsonb) with ordinality as new(event, position)
    )
    select pg_notify(${noticeChannels.feed}, ${userId}) from head`);
}
