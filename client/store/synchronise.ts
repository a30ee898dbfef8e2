import { backoffMs } from "../backoff.ts";
import { followFeed } from "./feed-follower.ts";
import type { StoreContext } from "./store-context.ts";
import { confirmThreads, newestThreads } from "./thread-list-loader.ts";
import type { ThreadLoader } from "./thread-loader.ts";

/**
 * Pauses between a reset and fetching everything again, so that a server that only resets is not
 * flooded.
 */
const retryBackoff = { baseMs: 500, capMs: 30_000 };

/** A feed that was followed this long without a reset is healthy, in milliseconds. */
const steadyMs = 60_000;

/**
 * Fetches what the app needs first and follows the feed from there; again whenever the feed cannot
 * continue. Ends when the signal aborts.
 *
 * @param onReady called when the newest threads are loaded
 */
export async function synchronise(
  context: StoreContext,
  { loader, signal, onReady }: { loader: ThreadLoader; signal: AbortSignal; onReady: () => void },
): Promise<void> {
  const { holder, pause } = context;
  for (let attempt = 0; !signal.aborted; attempt++) {
    // At the start nothing is outdated, and threads being opened continue.
    const wasFollowed = holder.get().feedCursor !== null;
    if (wasFollowed) holder.apply({ type: "reset", keepOpen: loader.recent() });
    const page = await newestThreads(context, signal);
    holder.apply({ type: "threads.page", page, newest: true });
    onReady();
    const caughtUp = loader.catchUp();
    const startedAt = performance.now();
    const ended = new AbortController();
    // After the messages on the screen.
    const ends = AbortSignal.any([signal, ended.signal]);
    caughtUp.then(
      () => confirmThreads(context, ends),
      () => {},
    );
    await followFeed(context, signal);
    ended.abort();
    await caughtUp;
    if (performance.now() - startedAt > steadyMs) attempt = 0;
    if (attempt > 0) await pause.wait(backoffMs(attempt - 1, retryBackoff), signal);
  }
}
