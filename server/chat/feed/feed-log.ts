import type { Sql } from "postgres";
import type { FeedEvent } from "../../../shared/feed-event.ts";
import { groupPages } from "../../platform/streams/group-pages.ts";
import {
  type FindGone,
  type LogEntry,
  LogHub,
  type LogPage,
  type LogPosition,
  type ReadPages,
} from "../../platform/streams/log-hub.ts";

/** One change in a user's feed. */
export interface FeedEntry extends LogEntry {
  event: FeedEvent;
}

/** Feed events read at once for one user. */
const pageLength = 200;

/** Bytes of JSON after which a reader's page is full: an event can contain a whole message. */
const pageBytes = 256 * 1024;

/** Reads users' feeds from the database. */
export function createFeedReader(sql: Sql): ReadPages<FeedEntry> {
  return async (positions) => {
    const [first] = positions;
    if (first && positions.length === 1) return readOne(sql, first);
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

/** A node's hub of its users' feeds. */
export function createFeedHub(sql: Sql, onError: (error: unknown) => void): LogHub<FeedEntry> {
  return new LogHub(createFeedReader(sql), onError, createGoneFeedFinder(sql));
}

/** Finds users who have been deleted, along with their feeds. */
function createGoneFeedFinder(sql: Sql): FindGone {
  return async (ids) => {
    const rows = await sql<{ id: string }[]>`
      select id from unnest(${ids}::text[]) as followed(id)
      where not exists (select from users u where u.id = followed.id)`;
    return rows.map(({ id }) => id);
  };
}

/**
 * A page of one feed, also limited in bytes. Checks the stored sizes first, which needs no
 * decompression.
 */
async function readOne(sql: Sql, { id, after }: LogPosition): Promise<LogPage<FeedEntry>[]> {
  const rows = await sql<(FeedEntry & { stored: number; bytes: number })[]>`
    select * from (
      select seq, event, stored, octet_length(event::text) as own,
        (sum(octet_length(event::text)) over (order by seq))::int as bytes
      from (
        select seq, event, (sum(pg_column_size(event)) over (order by seq))::int as stored
        from feed_events where user_id = ${id} and seq > ${after} order by seq limit ${pageLength}
      ) near where stored - pg_column_size(event) < ${pageBytes}
    ) next where bytes - own < ${pageBytes} order by seq`;
  const last = rows.at(-1);
  if (!last) return [];
  const entries = rows.map(({ seq, event }) => ({ seq, event }));
  const isFull = Math.max(last.stored, last.bytes) >= pageBytes;
  return [{ id, entries, more: isFull || rows.length === pageLength }];
}
