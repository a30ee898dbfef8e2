/** Longest wait that is passed on to a client; anything longer is a wrong clock or a joke. */
export const maxRetryAfterMs = 24 * 60 * 60 * 1_000;

/**
 * How long a response asks the client to wait: `retry-after-ms` (OpenAI, Azure), otherwise
 * `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3).
 *
 * Returns whole milliseconds from 0 to a day; undefined without a valid header.
 */
export function readRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const ms = parseNumber(headers.get("retry-after-ms"));
  if (ms !== undefined) return clamp(ms);
  const written = headers.get("retry-after");
  const seconds = parseNumber(written);
  if (seconds !== undefined) return clamp(seconds * 1_000);
  // Only real dates: Date.parse also accepts "-5" and "soon 3".
  if (!written || !/^[A-Z][a-z]{2}, .* GMT$/.test(written)) return undefined;
  const date = Date.parse(written);
  return Number.isNaN(date) ? undefined : clamp(date - nowMs);
}

function parseNumber(written: string | null): number | undefined {
  return written !== null && /^\d+(\.\d+)?$/.test(written.trim()) ? Number(written) : undefined;
}

function clamp(ms: number): number {
  return Math.min(maxRetryAfterMs, Math.max(0, Math.ceil(ms)));
}
