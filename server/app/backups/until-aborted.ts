/** The same values, until the signal aborts: the next one that is asked for rejects with its reason. */
export async function* untilAborted<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  signal.throwIfAborted();
  const iterator = source[Symbol.asyncIterator]();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  // Nothing may be waiting for it.
  aborted.promise.catch(() => {});
  signal.addEventListener("abort", abort);
  try {
    for (;;) {
      const { done, value } = await Promise.race([iterator.next(), aborted.promise]);
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener("abort", abort);
    // A source that hangs does not keep its reader.
    if (!signal.aborted) await iterator.return?.();
  }
}
