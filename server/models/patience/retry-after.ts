/** Longest wait that is passed on to a person; anything longer is a broken clock or a joke. */
export const maxRetryAfterMs = 24 * 60 * 60 * 1_000;

/**
 * How long a response asks to be left alone: `retry-after-ms` (OpenAI, Azure), else `Retry-After`
 * in seconds or as a date (RFC 9110, section 10.2.3).
 *
 * Returns whole milliseconds from 0 to a day; undefined when there is no such header or it is
 * neither a number nor a date.
 */
export function readRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const ms = parseNumber(headers.get("retry-after-ms"));
  if (ms !== undefined) return clamp(ms);
  const written = headers.get("retry-after");
  const seconds = parseNumber(written);
  if (seconds !== undefined) return clamp(seconds * 1_000);
  // Only real dates: Date.parse also takes "-5" and "soon 3" for dates.
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
