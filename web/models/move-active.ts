/** Options that a page key skips. */
const page = 10;

/**
 * Where a key moves to in a list of options: arrows wrap around, page keys stop at the ends. Home
 * and End belong to the text field while it holds text.
 *
 * @returns null for a key that does not move
 */
export function moveActive(
  key: string,
  { active, count, hasText }: { active: number; count: number; hasText: boolean },
): number | null {
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
    case "Home":
      return hasText ? null : 0;
    case "End":
      return hasText ? null : last;
    default:
      return null;
  }
}
