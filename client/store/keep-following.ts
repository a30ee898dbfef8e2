import { backoffMs, createPause } from "../backoff.ts";
import type { ChatClient } from "../connect.ts";
import { type FollowObserver, followOnce } from "./follow.ts";

/** Pauses before following again after the server ended the stream. */
const retryBackoff = { baseMs: 500, capMs: 10_000 };

/** What to follow. */
export interface Following<E> {
  signal: AbortSignal;
  /** Subscribes after the last event that was received. */
  subscribe(lastEventId: string | undefined, observer: FollowObserver<E>): { unsubscribe(): void };
  onEvent: (event: E) => void;
}

/**
 * Follows a subscription whose events are each the whole current state, until the signal aborts.
 * Starts again whenever it ends, also for something that the server does not have yet.
 */
export async function keepFollowing<E>(
  { connection, renew }: Pick<ChatClient, "connection" | "renew">,
  { signal, subscribe, onEvent }: Following<E>,
): Promise<void> {
  const pause = createPause();
  const stop = connection.subscribe((state) => state === "open" && pause.skip());
  let lastEventId: string | undefined;
  try {
    for (let attempt = 0; !signal.aborted; attempt++) {
      const error = await followOnce(
        (observer: FollowObserver<E>) => subscribe(lastEventId, observer),
        ({ id, data }) => {
          attempt = 0;
          lastEventId = id;
          onEvent(data);
        },
        signal,
      );
      if (signal.aborted) return;
      if (error?.code === "unauthenticated") renew();
      const waitMs = Math.max(error?.retryAfterMs ?? 0, backoffMs(attempt, retryBackoff));
      await pause.wait(waitMs, signal);
    }
  } finally {
    stop();
  }
}
