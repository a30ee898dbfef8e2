import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { delayBeforeRetry, pause, type ProviderRetries } from "./retry.ts";
import { type ProviderTimeouts, Watchdog } from "./watchdog.ts";
import { ProviderError, type ReplyEnd, type ReplySink } from "../provider.ts";

/** Timeouts and retries of a provider's calls, and a callback for retries. */
export interface Patience {
  timeouts: ProviderTimeouts;
  retries: ProviderRetries;
  /** Called before a retry, with the failure that caused it. */
  retried?(reason: GenerationErrorCode): void;
}

/** One try of a call. Resolves with how the reply ended, or throws. */
export type Attempt = (watchdog: Watchdog, sink: Omit<ReplySink, "signal">) => Promise<ReplyEnd>;

/**
 * Makes a call until it succeeds. Temporary failures (429, 5xx, no connection) are retried after a
 * pause, but never once text or reasoning has reached the sink: two replies are not spliced.
 *
 * @throws ProviderError of the last try; the signal's reason when the caller aborts
 */
export async function callPatiently(
  { timeouts, retries, retried }: Patience,
  { signal, ...sink }: ReplySink,
  attempt: Attempt,
): Promise<ReplyEnd> {
  using watchdog = new Watchdog(timeouts.totalMs, signal);
  let retry = 0;
  let hasBegun = false;
  const take = {
    ...sink,
    write(text: string) {
      hasBegun = true;
      return sink.write(text);
    },
    think(text: string) {
      hasBegun = true;
      return sink.think(text);
    },
  };
  for (;;) {
    try {
      return await attempt(watchdog, take);
    } catch (error) {
      // fetch throws its own error when aborted; the signal has the real reason.
      watchdog.signal.throwIfAborted();
      watchdog.disarm();
      const delayMs = hasBegun ? null : delayBeforeRetry(error, { retry, retries });
      if (delayMs === null || delayMs >= watchdog.remainingMs) throw error;
      sink.waiting?.(delayMs);
      await pause(delayMs, watchdog.signal);
      retry++;
      if (error instanceof ProviderError) retried?.(error.code);
    }
  }
}
