/**
 * The same values, until the signal aborts: the next one that is asked for rejects with its reason.
 * Nothing is kept of earlier values.
 */
export async function* untilAborted<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  signal.throwIfAborted();
  const iterator = source[Symbol.asyncIterator]();
  // One promise for all steps would keep a reaction, and so the value, of each.
  let rejectStep: (reason: unknown) => void = () => {};
  const abort = () => rejectStep(signal.reason);
  signal.addEventListener("abort", abort);
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await new Promise<IteratorResult<T>>((resolve, reject) => {
        rejectStep = reject;
        iterator.next().then(resolve, reject);
      });
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener("abort", abort);
    // A source that hangs does not keep its reader.
    if (!signal.aborted) await iterator.return?.();
  }
}
