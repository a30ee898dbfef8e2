/**
 * The event id of a log entry: its `seq`, a dash, and the end of its log's id. The suffix costs
 * eight bytes per event, and lets the server detect a cursor of another log.
 */
export function encodeCursor(logId: string, seq: number): string {
  return `${seq}-${logId.slice(-8)}`;
}

/** The `seq` in a cursor of this log; null for anything else. */
export function decodeCursor(logId: string, cursor: string): number | null {
  const match = /^(0|[1-9]\d{0,9})-([0-9a-f]{8})$/.exec(cursor);
  if (!match || match[2] !== logId.slice(-8)) return null;
  const seq = Number(match[1]);
  return seq <= 2 ** 31 - 1 ? seq : null;
}
