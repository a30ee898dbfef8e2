import { type Accessor, createComputed, createSignal, untrack } from "solid-js";

/**
 * The source's value, held back as long as it is the same in the sense of `same`.
 *
 * A memo with `equals` would do that too, but Solid walks over all that depends on a memo before
 * it knows whether the memo changes; here nothing downstream hears of a change that is none.
 */
export function createGate<T>(
  source: Accessor<T>,
  same: (before: T, after: T) => boolean,
): Accessor<T> {
  const [value, setValue] = createSignal(untrack(source), { equals: same });
  createComputed(() => {
    const next = source();
    setValue(() => next);
  });
  return value;
}
