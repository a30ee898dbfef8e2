import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { delayBeforeRetry, pause, type ProviderRetries } from "./retry.ts";
import { type ProviderTimeouts, Watchdog } from "./watchdog.ts";
import type { Admission } from "./admission.ts";
import { ProviderError, type ProviderRequest, type ReplyEnd, type ReplySink } from "../provider.ts";

/** Timeouts and retries of a provider's calls, and a callback for retries. */
export interface Patience {
  timeouts: ProviderTimeouts;
  retries: ProviderRetries;
  /** Called before a retry, with the failure that caused it. */
  retried?(reason: GenerationErrorCode): void;
  /** When the server may be asked; always where it is absent. */
  admission?: Admission;
}

/** How patient to be with one request: one that is made once is not repeated. */
export function patienceWith(
  patience: Patience,
  { once, admission }: Pick<ProviderRequest, "once" | "admission">,
): Patience {
  const { retries } = patience;
  return {
    ...patience,
    retries: once ? { ...retries, max: 0 } : retries,
    ...(admission ? { admission } : {}),
  };
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
  { timeouts, retries, retried, admission }: Patience,
  { signal, ...sink }: ReplySink,
  attempt: Attempt,
): Promise<ReplyEnd> {
  using watchdog = new Watchdog(timeouts.totalMs, signal);
  let retry = 0;
  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    admission?.begun();
  };
  const take = {
    ...sink,
    write(text: string) {
      if (!hasBegun) begin();
      return sink.write(text);
    },
    think(text: string) {
      if (!hasBegun) begin();
      return sink.think(text);
    },
  };
  for (;;) {
    await admission?.enter(watchdog.signal, (ms, ahead) => sink.waiting?.(ms, ahead));
    try {
      return await attempt(watchdog, take);
    } catch (error) {
      // fetch throws its own error when aborted; the signal has the real reason.
      const failure: unknown = watchdog.signal.aborted ? watchdog.signal.reason : error;
      if (!hasBegun && failure instanceof ProviderError) admission?.failed(failure);
      if (watchdog.signal.aborted) throw failure;
      watchdog.disarm();
      const delayMs = hasBegun ? null : delayBeforeRetry(failure, { retry, retries });
      if (delayMs === null || delayMs >= watchdog.remainingMs) throw failure;
      // What a provider asks for is waited for by all its calls together, in `enter`, which has a
      // longest wait instead of a number of retries: in a crowd, a call is refused for the others.
      if (!admission || !isAskedFor(failure)) {
        sink.waiting?.(delayMs);
        await pause(delayMs, watchdog.signal);
        retry++;
      } else if (!isRateLimit(failure)) retry++;
      if (failure instanceof ProviderError) retried?.(failure.code);
    }
  }
}

function isRateLimit(failure: unknown): boolean {
  return failure instanceof ProviderError && failure.code === "provider_rate_limited";
}

/** Whether the provider has asked for a pause. */
function isAskedFor(failure: unknown): boolean {
  return failure instanceof ProviderError && (failure.retryAfterMs ?? 0) > 0;
}
