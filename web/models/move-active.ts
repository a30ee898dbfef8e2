/** Options that a page key skips. */
const page = 10;

/**
 * Where a key moves to in a list of options: arrows wrap around, page keys stop at the ends.
 *
 * @returns null for a key that does not move
 */
export function moveActive(key: string, active: number, count: number): number | null {
  const last = Math.max(count - 1, 0);
  switch (key) {
    case "ArrowDown":
      return active >= last ? 0 : active + 1;
    case "ArrowUp":
      return active <= 0 ? last : active - 1;
    case "PageDown":
      return Math.min(active + page, last);
    case "PageUp":
      return Math.max(active - page, 0);
    default:
      return null;
  }
}
