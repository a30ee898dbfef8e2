import type { FeedEvent } from "../../shared/feed-event.ts";
import { backoffMs } from "../backoff.ts";
import type { RequestError } from "../request-error.ts";
import { type FollowObserver, followOnce } from "./follow.ts";
import type { StoreContext } from "./store-context.ts";

/** Pauses before following the feed again after the server ended the stream. */
const retryBackoff = { baseMs: 500, capMs: 10_000 };

/** Refusals that a retry with the same cursor would repeat. */
const hopeless: readonly RequestError["code"][] = ["invalid_input", "not_found"];

/**
 * Follows the feed from the state's cursor. Resolves when the signal aborts, and when the server
 * rejects the cursor: then everything has to be fetched again.
 */
export async function followFeed(context: StoreContext, signal: AbortSignal): Promise<void> {
  const { client, holder, pause } = context;
  const stop = new AbortController();
  const ends = AbortSignal.any([signal, stop.signal]);
  let cursor = holder.get().feedCursor;
  for (let attempt = 0; !ends.aborted; attempt++) {
    const from = cursor;
    const error = await followOnce(
      (observer: FollowObserver<FeedEvent>) =>
        client.api.feed.watch.subscribe(
          { trees: true, ...(from === null ? {} : { lastEventId: from }) },
          observer,
        ),
      ({ id, data }) => {
        attempt = 0;
        cursor = id;
        if (data.type === "reset") stop.abort();
        if (data.type === "user.put") client.learn(data.user);
        if (data.type !== "reset") holder.enqueue({ type: "feed", cursor: id, event: data });
      },
      ends,
    );
    if (ends.aborted || (error && hopeless.includes(error.code))) return;
    if (error?.code === "unauthenticated") client.renew();
    await pause.wait(Math.max(error?.retryAfterMs ?? 0, backoffMs(attempt, retryBackoff)), ends);
  }
}
