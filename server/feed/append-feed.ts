import { eq, sql } from "drizzle-orm";
import type { FeedEvent } from "../../shared/feed-event.ts";
import type { Transaction } from "../db/client.ts";
import { feedEvents } from "../db/schema/feed.ts";
import { users } from "../db/schema/users.ts";
import { noticeChannels } from "../streams/notices.ts";

/**
 * Appends changes to a user's feed, in the transaction that makes them. Locks the user's row
 * until the end of the transaction, which is why it comes last in each: the numbers then have
 * no gaps and are committed in order. Does nothing for a user who is gone.
 */
export async function appendFeed(
  tx: Transaction,
  userId: string,
  events: FeedEvent[],
): Promise<void> {
  const [user] = await tx
    .update(users)
    .set({ feedSeq: sql`${users.feedSeq} + ${events.length}` })
    .where(eq(users.id, userId))
    .returning({ feedSeq: users.feedSeq });
  if (!user) return;
  const first = user.feedSeq - events.length + 1;
  await tx.insert(feedEvents).values(events.map((event, i) => ({ userId, seq: first + i, event })));
  await tx.execute(sql`select pg_notify(${noticeChannels.feed}, ${userId})`);
}
