import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { maxRetryAfterMs } from "../patience/retry-after.ts";

/** What a circuit covers: one model of a server, or all of them. */
export interface CircuitKey {
  /** A digest of address and key. */
  server: string;
  /** Null for the whole server. */
  model: string | null;
}

/** The state of a server or a model that has failed. Times are `performance.now()`. */
export interface Circuit extends CircuitKey {
  /** The reason of the last failure. */
  reason: GenerationErrorCode;
  /** The time of the last failure, as this node knows it. */
  failedAt: number;
  /** End of the pause that the provider has asked for; null without one. */
  pausedUntil: number | null;
  /** Until when the circuit is open; then a probe is due. Null while it is closed. */
  openUntil: number | null;
}

/** Consecutive failures, each within `windowMs` of the last, that open a circuit. */
export const opensAfter = 5;

/** Older failures no longer count, in milliseconds. */
export const windowMs = 60_000;

/**
 * How long a circuit stays open at first and at most, in milliseconds; each failed probe doubles
 * the time.
 */
export const openMs = { first: 10_000, most: 120_000 };

/** After this time without an answer to the probe, another call may probe, in milliseconds. */
export const probeMs = 30_000;

/**
 * Longest pause after one answer, in milliseconds, even if the provider asks for more: when a limit
 * is raised meanwhile, all nodes notice within a minute, for one request.
 */
const longestPauseMs = 60_000;

/** Shortest pause that is asked for, in milliseconds: otherwise every call would ask at once again. */
const shortestPauseMs = 500;

/**
 * The pause of all nodes after a failure, in milliseconds; null for none. A wait of a day or more
 * is ignored as a wrong clock.
 */
export function pauseAfter(retryAfterMs: number | undefined): number | null {
  if (retryAfterMs === undefined || retryAfterMs >= maxRetryAfterMs) return null;
  return retryAfterMs <= 0
    ? null
    : Math.min(longestPauseMs, Math.max(shortestPauseMs, retryAfterMs));
}

/** Until when a circuit blocks calls; 0 when it does not. */
export function blockedUntil({ pausedUntil, openUntil }: Circuit): number {
  return Math.max(pausedUntil ?? 0, openUntil ?? 0);
}
