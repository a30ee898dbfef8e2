/** How fast a body has to come. */
export interface BodyPace {
  /** For so long it may come as slowly as it likes, in milliseconds. */
  patienceMs: number;
  /** After that, at least so many bytes a second since its beginning. */
  bytesPerSecond: number;
}

/**
 * A body that is not sent within 15 s is most often meant to keep a connection busy. What comes at
 * 4 KB a second goes on: the client gives a part of a file (768 KB) three minutes.
 */
export const bodyPace: BodyPace = { patienceMs: 15_000, bytesPerSecond: 4 * 1024 };

/** How often the pace is looked at, in milliseconds. */
const lookEveryMs = 500;

/** How reading a body ended: with its bytes, or why there are none. */
export type BodyReading = Uint8Array<ArrayBuffer> | "too_large" | "too_slow" | "broken_off";

/**
 * Reads a request's body into memory. Rejects never.
 *
 * @param limit most bytes
 */
export async function readBody(
  { body }: Pick<Request, "body">,
  limit: number,
  pace: BodyPace = bodyPace,
): Promise<BodyReading> {
  if (!body) return new Uint8Array();
  const reader = body.getReader();
  const begun = performance.now();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  let isSlow = false;
  const look = setInterval(
    () => {
      const ms = performance.now() - begun;
      if (ms < pace.patienceMs || bytes >= (ms / 1_000) * pace.bytesPerSecond) return;
      isSlow = true;
      // The read that waits ends by this.
      abandon(reader);
    },
    Math.min(lookEveryMs, pace.patienceMs),
  );
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (isSlow) return "too_slow";
      if (done) return join(pieces, bytes);
      bytes += value.length;
      if (bytes > limit) {
        abandon(reader);
        return "too_large";
      }
      pieces.push(value);
    }
  } catch {
    // The connection has gone, which is all that can go wrong here.
    return isSlow ? "too_slow" : "broken_off";
  } finally {
    clearInterval(look);
  }
}

function abandon(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  // It fails where the connection has gone meanwhile; then there is nothing to abandon.
  reader.cancel().catch(() => {});
}

function join(pieces: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
