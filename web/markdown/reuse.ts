/**
 * Returns `previous` if it deeply equals `next`, otherwise `next` with every equal part replaced by
 * the one in `previous`, so that unchanged parts keep their identity. Changes `next`; both are
 * trees of plain objects and arrays.
 */
export function reuse<T>(previous: unknown, next: T): T {
  return takeOver(previous, next) ? previous : next;
}

function takeOver<T>(previous: unknown, next: T): previous is T {
  if (Object.is(previous, next)) return true;
  if (Array.isArray(previous) && Array.isArray(next)) return takeOverArray(previous, next);
  if (isRecord(previous) && isRecord(next)) return takeOverRecord(previous, next);
  return false;
}

function takeOverArray(previous: readonly unknown[], next: unknown[]): boolean {
  let equal = previous.length === next.length;
  for (const [i, value] of next.entries()) {
    next[i] = reuse(previous[i], value);
    if (next[i] !== previous[i]) equal = false;
  }
  return equal;
}

function takeOverRecord(previous: Record<string, unknown>, next: Record<string, unknown>): boolean {
  const keys = Object.keys(next);
  let equal = keys.length === Object.keys(previous).length;
  for (const key of keys) {
    next[key] = reuse(previous[key], next[key]);
    if (next[key] !== previous[key]) equal = false;
  }
  return equal;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
