import { decodeCursor, encodeCursor } from "../../../shared/cursor.ts";
import type { FeedEvent } from "../../../shared/feed-event.ts";
import type { Database } from "../../platform/db/client.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import type { LogHub } from "../../platform/streams/log-hub.ts";
import type { FeedEntry } from "./feed-log.ts";
import { readFeedHead } from "./read-feed-head.ts";

/** An event and the cursor to resume after it. */
export interface FeedStep {
  cursor: string;
  event: FeedEvent;
}

/** What watching needs of the node. */
export interface WatchFeedDeps {
  db: Database;
  feeds: LogHub<FeedEntry>;
  metrics: Pick<Metrics, "streamsOpened">;
  /** Waits for room for what is read next. */
  takePage?: () => Promise<Disposable>;
}

/** Whose feed is watched, and from where. */
export interface WatchFeedRequest {
  userId: string;
  /** Absent, it is watched from now on. */
  cursor: string | undefined;
  /** Those of its entries that may be told; absent, all. */
  keep?: ((entries: readonly FeedEntry[]) => Promise<FeedEntry[]>) | undefined;
}

/**
 * Follows a user's feed from a cursor, or from now on without one. A cursor that this feed never
 * gave out, or that is older than the events that are kept, is answered with `reset`: the watcher
 * has to fetch everything again.
 */
export async function* watchFeed(
  deps: WatchFeedDeps,
  request: WatchFeedRequest,
  signal: AbortSignal,
): AsyncGenerator<FeedStep, void, undefined> {
  const { userId, cursor, keep } = request;
  const head = await readFeedHead(deps.db, userId);
  const from = cursor === undefined ? head : decodeCursor(userId, cursor);
  const usable = from !== null && from <= head;
  const outcome = cursor === undefined ? "begun" : usable ? "resumed" : "anew";
  deps.metrics.streamsOpened.inc({ log: "feed", outcome });
  if (!usable) yield { cursor: encodeCursor(userId, head), event: { type: "reset" } };
  let after = usable ? from : head;
  const { takePage } = deps;
  const position = { id: userId, after, reached: head };
  for await (const entries of deps.feeds.follow(position, signal, { takePage })) {
    // What comes next was trimmed: the cursor is older than the events that are kept.
    if (entries[0]?.seq !== after + 1) break;
    after = entries.at(-1)?.seq ?? after;
    const told = keep ? await keep(entries) : entries;
    for (const { seq, event } of told) yield { cursor: encodeCursor(userId, seq), event };
  }
  if (signal.aborted) return;
  const now = await readFeedHead(deps.db, userId);
  yield { cursor: encodeCursor(userId, now), event: { type: "reset" } };
}
