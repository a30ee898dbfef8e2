import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { maxRetryAfterMs } from "../patience/retry-after.ts";

/** What a circuit is about: one model of a server, or all of them. */
export interface CircuitKey {
  /** A digest of address and key. */
  server: string;
  /** Null for the whole server. */
  model: string | null;
}

/** What a node knows of a server or a model that has failed. Moments are `performance.now()`. */
export interface Circuit extends CircuitKey {
  /** The last failure. */
  reason: GenerationErrorCode;
  /** When it was, as far as this node knows. */
  failedAt: number;
  /** The provider is not called before, for it has asked for a pause; null when it has not. */
  pausedUntil: number | null;
  /** Failures have opened the circuit until then, when a probe is due; null while it is closed. */
  openUntil: number | null;
}

/** Failures in a row, each within `windowMs` of the last, after which a circuit opens. */
export const opensAfter = 5;

/** A failure that is older than this no longer counts, in milliseconds. */
export const windowMs = 60_000;

/** How long a circuit stays open at first, and at most: the time doubles with every probe that fails. Milliseconds. */
export const openMs = { first: 10_000, most: 120_000 };

/** A probe that is unanswered for this long makes room for another, in milliseconds. */
export const probeMs = 30_000;

/**
 * Longest that one answer keeps all nodes away, in milliseconds, however long the provider asks for: a limit
 * that is raised meanwhile is noticed within a minute, for one request.
 */
const longestPauseMs = 60_000;

/**
 * The pause that all nodes keep after a failure, in milliseconds; null for none. A wait of a day is a
 * broken clock.
 */
export function pauseAfter(retryAfterMs: number | undefined): number | null {
  if (retryAfterMs === undefined || retryAfterMs >= maxRetryAfterMs) return null;
  return Math.min(retryAfterMs, longestPauseMs);
}

/** When a circuit keeps calls away at most; 0 when it does not. */
export function blockedUntil({ pausedUntil, openUntil }: Circuit): number {
  return Math.max(pausedUntil ?? 0, openUntil ?? 0);
}
