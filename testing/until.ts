/** Longest wait in a test, in milliseconds. */
const longestMs = 20_000;

/**
 * Looks until something is there that announces itself by no event, such as a row of another process.
 *
 * @param what names it in the error
 * @throws Error after 20 s
 */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + longestMs;
  while (performance.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await Bun.sleep(20);
  }
  throw new Error(`not within ${longestMs} ms: ${what}`);
}

/** The same for rows: resolves with the first once a query has any. */
export function untilRow<Row>(
  what: string,
  query: () => PromiseLike<readonly Row[]>,
): Promise<Row> {
  return until(what, async () => (await query())[0]);
}
