import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { ProviderError } from "../provider.ts";

/** When to retry a temporary failure. Times in milliseconds. */
export interface ProviderRetries {
  /** Number of retries; 0 never retries. */
  max: number;
  /** Pause before the first retry; doubles with each. */
  baseDelayMs: number;
  /** Longest pause. A provider that asks for a longer one is not retried. */
  maxDelayMs: number;
}

const passingCodes: ReadonlySet<GenerationErrorCode> = new Set([
  "provider_rate_limited",
  "provider_unavailable",
  "provider_unreachable",
]);

/**
 * Milliseconds to wait before retry number `retry` (from 0); null to give up.
 *
 * The pause is random between half and all of its length, so that calls that failed together do not
 * return together. `random` returns numbers from 0 to 1.
 */
export function delayBeforeRetry(
  error: unknown,
  { retry, retries }: { retry: number; retries: ProviderRetries },
  random: () => number = Math.random,
): number | null {
  if (!(error instanceof ProviderError) || !passingCodes.has(error.code) || retry >= retries.max)
    return null;
  const backoff =
    Math.min(retries.maxDelayMs, retries.baseDelayMs * 2 ** retry) * (0.5 + random() / 2);
  if (error.retryAfterMs === undefined) return backoff;
  if (error.retryAfterMs > retries.maxDelayMs) return null;
  return error.retryAfterMs + random() * retries.baseDelayMs;
}

/** Resolves after `ms`; rejects at once with the signal's reason when it aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
