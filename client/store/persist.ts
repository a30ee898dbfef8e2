import { backoffMs, type Pause } from "../backoff.ts";
import { isRetryable, toRequestError } from "../request-error.ts";

/** Pauses between attempts of a call that is safe to repeat. */
const retryBackoff = { baseMs: 500, capMs: 10_000 };

/**
 * Repeats a call that is safe to repeat until it succeeds. Rejects with a `RequestError` on a
 * refusal, and with the signal's reason when it aborts.
 *
 * @param pause skipped when the connection is back
 */
export async function persist<T>(
  call: () => Promise<T>,
  pause: Pause,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (cause) {
      const error = toRequestError(cause);
      if (!isRetryable(error)) throw error;
      // A rate limit applies even over a new connection.
      if (error.retryAfterMs !== undefined) await untilAllowed(error.retryAfterMs, signal);
      else await pause.wait(backoffMs(attempt, retryBackoff), signal);
    }
  }
}

function untilAllowed(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    function end() {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    }
    signal.addEventListener("abort", end, { once: true });
  });
}
