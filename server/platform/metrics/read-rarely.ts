/** Limits of a reading, in milliseconds. */
export interface Rarity {
  /** How long a result is reused. */
  keptMs: number;
  /** Longest wait of a scrape. */
  withinMs: number;
}

/**
 * Reads at most once per interval, and one reading at a time: concurrent callers share the result.
 *
 * @returns the result; null when reading failed, which is passed to `onError`, or timed out
 */
export function readRarely<T>(
  read: () => Promise<T>,
  { keptMs, withinMs }: Rarity,
  onError: (error: unknown) => void,
): () => Promise<T | null> {
  let answer: Promise<T | null> = Promise.resolve(null);
  let staleAt = 0;
  return () => {
    if (performance.now() < staleAt) return answer;
    staleAt = Number.POSITIVE_INFINITY;
    const reading = read()
      .catch((error: unknown) => {
        onError(error);
        return null;
      })
      .finally(() => {
        staleAt = performance.now() + keptMs;
      });
    answer = Promise.race([reading, Bun.sleep(withinMs).then(() => null)]);
    return answer;
  };
}
