import { type Accessor, createSignal } from "solid-js";

/** The selected threads of the list. */
export interface ThreadSelection {
  /** In the list's order. */
  ids: Accessor<readonly string[]>;
  has(threadId: string): boolean;
  /** Whether threads are being selected: a click then selects instead of opening. */
  isOn: Accessor<boolean>;
  /** Selects a thread, or no longer. */
  toggle(threadId: string): void;
  /** Selects all threads from the last one that was toggled to this one. */
  extendTo(threadId: string): void;
  all(): void;
  clear(): void;
}

/** @param order the threads of the list; those that leave it are no longer selected */
export function createThreadSelection(order: Accessor<readonly string[]>): ThreadSelection {
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  let anchor: string | null = null;
  const has = (threadId: string) => chosen().has(threadId);
  return {
    ids: () => (chosen().size === 0 ? [] : order().filter(has)),
    has,
    isOn: () => chosen().size > 0 && order().some(has),
    toggle(threadId) {
      anchor = threadId;
      const next = new Set(chosen());
      if (!next.delete(threadId)) next.add(threadId);
      setChosen(next);
    },
    extendTo(threadId) {
      anchor ??= threadId;
      setChosen(new Set([...chosen(), ...between(order(), anchor, threadId)]));
    },
    all: () => setChosen(new Set(order())),
    clear() {
      anchor = null;
      setChosen(new Set<string>());
    },
  };
}

/** The entries of a list from one to another, in either direction, both included. */
export function between(list: readonly string[], one: string, other: string): readonly string[] {
  const places = [list.indexOf(one), list.indexOf(other)];
  if (places.includes(-1)) return [other];
  return list.slice(Math.min(...places), Math.max(...places) + 1);
}
