/** How often something is read, in milliseconds. */
export interface Rarity {
  /** For so long an answer is given again. */
  keptMs: number;
  /** A scrape waits no longer than this. */
  withinMs: number;
}

/**
 * Reads at most once in a while, and one reading at a time, however many ask: they get the same
 * answer.
 *
 * @returns the answer; null when reading failed, which `onError` hears of, or did not end in time
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
