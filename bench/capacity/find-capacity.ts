/** How to look for a capacity. */
export interface Search {
  /** The first number to try. */
  first: number;
  /** By which it grows until a number does not hold, or shrinks until one does; more than 1. */
  factor: number;
  /** The greatest difference between what holds and what does not, as a share of the latter. */
  precision: number;
}

/**
 * The greatest number that holds, to a precision: grows by a factor until one does not hold, then
 * halves the distance.
 *
 * @returns 0 if not even 1 holds
 */
export async function findCapacity(
  holds: (count: number) => Promise<boolean>,
  { first, factor, precision }: Search,
): Promise<number> {
  let good = 0;
  let bad = Number.POSITIVE_INFINITY;
  let next = first;
  while (bad - good > Math.max(precision * bad, 1) || bad === Number.POSITIVE_INFINITY) {
    if (await holds(next)) good = next;
    else bad = next;
    if (bad === Number.POSITIVE_INFINITY) next = Math.ceil(good * factor);
    else if (good === 0) next = Math.floor(bad / factor);
    else next = Math.round((good + bad) / 2);
    if (next < 1) return 0;
  }
  return good;
}
