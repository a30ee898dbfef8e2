import { backoffMs } from "../../../../client/backoff.ts";
import { isRetryable } from "../../../../client/request-error.ts";
import { type FollowObserver, followOnce } from "../../../../client/store/follow.ts";
import type { GenerationEvent } from "../../../../shared/generation-event.ts";

/** Pauses before watching a reply again. */
const retryBackoff = { baseMs: 500, capMs: 10_000 };

interface ReplyWatch {
  /** Starts after an event; from the beginning for null. */
  subscribe(
    lastEventId: string | null,
    observer: FollowObserver<GenerationEvent>,
  ): { unsubscribe(): void };
  onEvent(event: GenerationEvent): void;
  signal: AbortSignal;
}

/**
 * Watches a reply to its end, over as many connections as necessary. A reply that the server no
 * longer knows ends as interrupted.
 */
export async function watchReply({ subscribe, onEvent, signal }: ReplyWatch): Promise<void> {
  let cursor: string | null = null;
  let hasEnded = false;
  for (let attempt = 0; ; attempt++) {
    const error = await followOnce(
      (observer: FollowObserver<GenerationEvent>) => subscribe(cursor, observer),
      ({ id, data }) => {
        cursor = id;
        attempt = 0;
        hasEnded = data.type === "final";
        onEvent(data);
      },
      signal,
    );
    if (hasEnded || signal.aborted) return;
    // Another client secret is on its way when the previous one has expired.
    if (error && !isRetryable(error) && error.code !== "unauthenticated") {
      onEvent({ type: "final", status: "interrupted", error: null, usage: null });
      return;
    }
    await wait(Math.max(error?.retryAfterMs ?? 0, backoffMs(attempt, retryBackoff)), signal);
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { once: true });
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    }
  });
}
