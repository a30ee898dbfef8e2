import { type Accessor, createComputed, createSignal, untrack } from "solid-js";

/**
 * The source's value, held back while it is the same in the sense of `same`.
 *
 * A memo with `equals` would do that too, but Solid walks over everything that depends on a memo
 * before it knows whether the memo changes; here nothing downstream is notified without a change.
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
