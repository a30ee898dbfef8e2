/** The place of a feed cursor in its feed. Cursors of one feed compare by it. */
export function feedNumber(cursor: string): number {
  return Number.parseInt(cursor, 10);
}
