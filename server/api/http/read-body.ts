/** The minimum speed of a body. */
export interface BodyPace {
  /** Grace period without a minimum speed, in milliseconds. */
  patienceMs: number;
  /** After that, the minimum average in bytes per second since the start. */
  bytesPerSecond: number;
}

/**
 * A body that takes more than 15 s is usually meant to keep a connection busy. One that arrives at
 * 4 KB a second may continue: a client allows three minutes for a part of a file (768 KB).
 */
export const bodyPace: BodyPace = { patienceMs: 15_000, bytesPerSecond: 4 * 1024 };

/** Interval between checks of the speed, in milliseconds. */
const lookEveryMs = 500;

/** The bytes of a body, or why there are none. */
export type BodyReading = Uint8Array<ArrayBuffer> | "too_large" | "too_slow" | "broken_off";

/**
 * Reads a request's body into memory. Never rejects.
 *
 * @param limit maximum number of bytes
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
      // This ends the pending read.
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
    // The connection was lost, which is the only possible failure here.
    return isSlow ? "too_slow" : "broken_off";
  } finally {
    clearInterval(look);
  }
}

function abandon(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  // Fails if the connection was lost meanwhile; then there is nothing to cancel.
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
