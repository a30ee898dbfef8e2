import { type Accessor, createMemo, createSignal } from "solid-js";

/** A place among siblings, whose node changes but never its kind. */
export interface Slot<N> {
  kind: string;
  node: Accessor<N>;
  set: (node: N) => void;
}

/**
 * Keeps one slot for each place in a list of nodes, while the node there keeps its kind. The list
 * itself only changes when slots are added or removed, so a growing text touches one element.
 */
export function createSlots<N extends object>(
  nodes: Accessor<readonly N[]>,
  kindOf: (node: N) => string,
): Accessor<readonly Slot<N>[]> {
  const initial: readonly Slot<N>[] = [];
  return createMemo((previous: readonly Slot<N>[]) => {
    const current = nodes();
    const slots = current.map((node, i) => keepSlot(previous[i], node, kindOf(node)));
    const same = slots.length === previous.length && slots.every((slot, i) => slot === previous[i]);
    return same ? previous : slots;
  }, initial);
}

function keepSlot<N extends object>(slot: Slot<N> | undefined, next: N, kind: string): Slot<N> {
  if (slot?.kind === kind) {
    slot.set(next);
    return slot;
  }
  const [node, setNode] = createSignal(next);
  return { kind, node, set: (value) => void setNode(() => value) };
}
