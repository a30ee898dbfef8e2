import type { Accessor } from "solid-js";

/** Narrows a slot's node to the type of its first node, which all nodes of a slot share. */
export function narrow<N extends { type: string }, F extends N>(
  node: Accessor<N>,
  first: F,
): Accessor<F> {
  let last = first;
  const isSame = (value: N): value is F => value.type === first.type;
  return () => {
    const value = node();
    if (isSame(value)) last = value;
    return last;
  };
}
