/** The place of a feed cursor in its feed. Comparable within one feed. */
export function feedNumber(cursor: string): number {
  return Number.parseInt(cursor, 10);
}
