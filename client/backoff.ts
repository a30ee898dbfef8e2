/** Pauses between attempts, in milliseconds. */
export interface Backoff {
  /** Maximum before the second attempt; doubles with each further one. */
  baseMs: number;
  /** Upper limit. */
  capMs: number;
}

/**
 * The pause before attempt `attempt` (0 is the first): random between half and all of the doubled
 * base, so that clients of a lost server do not return in step.
 */
export function backoffMs(
  attempt: number,
  { baseMs, capMs }: Backoff,
  random = Math.random,
): number {
  const most = Math.min(capMs, baseMs * 2 ** Math.min(attempt, 20));
  return most * (0.5 + random() / 2);
}

/** Pauses that can be cut short. */
export interface Pause {
  /** Resolves after `ms`, when skipped, or when the signal aborts. Never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Ends all current pauses. */
  skip(): void;
}

export function createPause(): Pause {
  const waiting = new Set<() => void>();
  return {
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          waiting.delete(end);
          signal?.removeEventListener("abort", end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        waiting.add(end);
        if (signal?.aborted) end();
        else signal?.addEventListener("abort", end, { once: true });
      }),
    skip() {
      for (const end of Array.from(waiting)) end();
    },
  };
}
