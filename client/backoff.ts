/** How long to wait between attempts, in milliseconds. */
export interface Backoff {
  /** The most before the second attempt; doubles with every further one. */
  baseMs: number;
  /** The most ever. */
  capMs: number;
}

/**
 * The wait before attempt `attempt` (0 is the first): between half and all of the doubled base,
 * so that clients that lost the same server do not come back in step.
 */
export function backoffMs(
  attempt: number,
  { baseMs, capMs }: Backoff,
  random = Math.random,
): number {
  const most = Math.min(capMs, baseMs * 2 ** Math.min(attempt, 20));
  return most * (0.5 + random() / 2);
}

/** Waits that can be cut short. */
export interface Pause {
  /** Resolves after `ms`, when skipped, or when the signal aborts. Never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Ends every wait under way. */
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
