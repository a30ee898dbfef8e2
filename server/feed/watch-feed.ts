import { decodeCursor, encodeCursor } from "../../shared/cursor.ts";
import type { FeedEvent } from "../../shared/feed-event.ts";
import type { Database } from "../db/client.ts";
import type { LogHub } from "../streams/log-hub.ts";
import type { FeedEntry } from "./feed-log.ts";
import { readFeedHead } from "./read-feed-head.ts";

/** An event and the cursor to resume after it. */
export interface FeedStep {
  cursor: string;
  event: FeedEvent;
}

/**
 * Follows a user's feed from a cursor, or from now on without one. A cursor that this feed never
 * gave out is answered with `reset`: the watcher has to fetch everything again.
 */
export async function* watchFeed(
  deps: { db: Database; feeds: LogHub<FeedEntry> },
  request: { userId: string; cursor: string | undefined },
  signal: AbortSignal,
): AsyncGenerator<FeedStep, void, undefined> {
  const { userId, cursor } = request;
  const head = await readFeedHead(deps.db, userId);
  const from = cursor === undefined ? head : decodeCursor(userId, cursor);
  const usable = from !== null && from <= head;
  if (!usable) yield { cursor: encodeCursor(userId, head), event: { type: "reset" } };
  for await (const entries of deps.feeds.follow(
    { id: userId, after: usable ? from : head },
    signal,
  )) {
    for (const entry of entries)
      yield { cursor: encodeCursor(userId, entry.seq), event: entry.event };
  }
}
