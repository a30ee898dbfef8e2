import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { delayBeforeRetry, pause, type ProviderRetries } from "./retry.ts";
import { type ProviderTimeouts, Watchdog } from "./watchdog.ts";
import { ProviderError, type ReplyEnd, type ReplySink } from "../provider.ts";

/** How patient a provider's calls are, and who is told when one is repeated. */
export interface Patience {
  timeouts: ProviderTimeouts;
  retries: ProviderRetries;
  /** Told before a call is repeated, with the failure that it repeats it for. */
  retried?(reason: GenerationErrorCode): void;
}

/** One try of a call. It resolves with how the reply ended, or throws. */
export type Attempt = (watchdog: Watchdog, sink: Omit<ReplySink, "signal">) => Promise<ReplyEnd>;

/**
 * Makes a call until it succeeds. A failure that may pass (429, 5xx, no connection) is repeated
 * after a pause, but never once text or thoughts have reached the sink: two replies are not spliced.
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
      // fetch throws its own errors when it is aborted; the reason is the truth.
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
