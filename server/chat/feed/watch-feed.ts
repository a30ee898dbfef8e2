import { decodeCursor, encodeCursor } from "../../../shared/cursor.ts";
import type { FeedEvent } from "../../../shared/feed-event.ts";
import type { Database } from "../../platform/db/client.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import type { LogHub } from "../../platform/streams/log-hub.ts";
import type { FeedEntry } from "./feed-log.ts";
import { readFeedHead } from "./read-feed-head.ts";

/** An event and the cursor that resumes after it. */
export interface FeedStep {
  cursor: string;
  event: FeedEvent;
}

/** Dependencies of watching. */
export interface WatchFeedDeps {
  db: Database;
  feeds: LogHub<FeedEntry>;
  metrics: Pick<Metrics, "streamsOpened">;
  /** Waits for room before the next read. */
  takePage?: () => Promise<Disposable>;
}

/** The feed to watch, and the cursor to start from. */
export interface WatchFeedRequest {
  userId: string;
  /** Without a cursor, watching starts now. */
  cursor: string | undefined;
  /** Whether the reader knows `tree.changed`; otherwise it gets a `reset`. By default it does. */
  trees?: boolean | undefined;
  /** Filters the entries to send; default: all. */
  keep?: ((entries: readonly FeedEntry[]) => Promise<FeedEntry[]>) | undefined;
}

/**
 * Follows a user's feed from a cursor, or from now on without one. For a cursor that this feed
 * never issued, or that is older than the stored events, it sends `reset`: the client has to fetch
 * everything again.
 */
export async function* watchFeed(
  deps: WatchFeedDeps,
  request: WatchFeedRequest,
  signal: AbortSignal,
): AsyncGenerator<FeedStep, void, undefined> {
  const { userId, cursor, keep, trees = true } = request;
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
    // The next event was trimmed: the cursor is older than the stored events.
    if (entries[0]?.seq !== after + 1) break;
    after = entries.at(-1)?.seq ?? after;
    const told = keep ? await keep(entries) : entries;
    if (!trees && told.some(({ event }) => event.type === "tree.changed")) break;
    for (const { seq, event } of told) yield { cursor: encodeCursor(userId, seq), event };
  }
  if (signal.aborted) return;
  const now = await readFeedHead(deps.db, userId);
  yield { cursor: encodeCursor(userId, now), event: { type: "reset" } };
}
