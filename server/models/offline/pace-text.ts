/** Maximum number of graphemes per piece, so text without spaces streams too. */
const maxGraphemes = 12;

/** Cuts a text into pieces of about a word, never inside a grapheme. */
export function* wordPieces(text: string): Generator<string> {
  let piece = "";
  let length = 0;
  let hasWord = false;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(
    text,
  )) {
    const isSpace = segment.trim() === "";
    if (piece !== "" && ((isSpace && hasWord) || length >= maxGraphemes)) {
      yield piece;
      piece = "";
      length = 0;
      hasWord = false;
    }
    piece += segment;
    length++;
    hasWord ||= !isSpace;
  }
  if (piece !== "") yield piece;
}

/** The first pieces of a text; all of it for null. */
export function cutToPieces(text: string, most: number | null): string {
  return most === null ? text : wordPieces(text).take(most).toArray().join("");
}

/** Waits; throws the signal's reason as soon as it is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = () => {
    clearTimeout(timer);
    reject(signal.reason);
  };
  const timer = setTimeout(() => {
    signal.removeEventListener("abort", stop);
    resolve();
  }, ms);
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return promise;
}

/**
 * The value of `work`, or the signal's reason if that comes first; the work itself continues, and
 * its result is ignored.
 */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
