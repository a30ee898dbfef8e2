import type { Sql } from "postgres";
import type { FeedEvent } from "../../shared/feed-event.ts";
import { groupPages } from "../streams/group-pages.ts";
import type { LogEntry, ReadPages } from "../streams/log-hub.ts";

/** One change in a user's feed. */
export interface FeedEntry extends LogEntry {
  event: FeedEvent;
}

/** Feed events read at once for one user. */
const pageLength = 200;

/** Reads users' feeds from the database. */
export function createFeedReader(sql: Sql): ReadPages<FeedEntry> {
  return async (positions) => {
    const rows = await sql<(FeedEntry & { id: string })[]>`
      select wanted.id, page.* from
        unnest(${positions.map((position) => position.id)}::text[], ${positions.map((position) => position.after)}::int[]) as wanted(id, after)
        cross join lateral (
          select seq, event from feed_events
          where user_id = wanted.id and seq > wanted.after order by seq limit ${pageLength}
        ) page
      order by wanted.id, page.seq`;
    return groupPages(
      rows.map(({ id, seq, event }) => ({ id, entry: { seq, event } })),
      pageLength,
    );
  };
}
