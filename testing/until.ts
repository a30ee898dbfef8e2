/**
 * Longest wait in a test, in milliseconds: shorter than a test's time limit, so that this error is
 * the one that is reported.
 */
const longestMs = 40_000;

/** Pause between two looks, in milliseconds. */
const pauseMs = 10;

/**
 * Polls for something that no event announces, such as a row of another process.
 *
 * @param what names it in the error
 * @throws Error after 40 s
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = performance.now() + longestMs;
  while (performance.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await Bun.sleep(pauseMs);
  }
  throw new Error(`not within ${longestMs} ms: ${what}`);
}

/** The same for a condition. */
export async function untilTrue(
  what: string,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  await until(what, async () => (await isSo()) || undefined);
}

/** The same for rows: resolves with the first once a query has any. */
export function untilRow<Row>(
  what: string,
  query: () => PromiseLike<readonly Row[]>,
): Promise<Row> {
  return until(what, async () => (await query())[0]);
}
