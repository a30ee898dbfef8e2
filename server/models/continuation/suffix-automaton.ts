/** Recognises the substrings of a text one character at a time. */
export interface SuffixAutomaton {
  /**
   * The state after one more UTF-16 code unit; null when the input is not a substring. The initial
   * state is 0.
   */
  next(state: number, code: number): number | null;
  /** Whether the input is a suffix of the text. */
  isSuffix(state: number): boolean;
}

interface State {
  next: Map<number, number>;
  /** The state of the longest suffix in another class; -1 for the initial state. */
  link: number;
  length: number;
}

/**
 * Builds the automaton in time linear in the text's length: "The smallest automaton recognizing the
 * subwords of a text" (Blumer et al., 1985), the online version.
 */
export function createSuffixAutomaton(text: string): SuffixAutomaton {
  const states: State[] = [{ next: new Map(), link: -1, length: 0 }];
  const at = (index: number): State => {
    const state = states[index];
    if (!state) throw new Error("missing state");
    return state;
  };
  const add = (state: State) => states.push(state) - 1;
  let last = 0;
  for (let i = 0; i < text.length; i++) last = extend({ at, add }, last, text.charCodeAt(i));
  const suffixes = new Set<number>();
  for (let index = last; index !== -1; index = at(index).link) suffixes.add(index);
  return {
    next: (state, code) => at(state).next.get(code) ?? null,
    isSuffix: (state) => suffixes.has(state),
  };
}

interface Building {
  at(index: number): State;
  add(state: State): number;
}

/** Appends a code unit to the text of `last`; returns the state of the longer text. */
function extend({ at, add }: Building, last: number, code: number): number {
  const added = add({ next: new Map(), link: 0, length: at(last).length + 1 });
  let from = last;
  while (from !== -1 && !at(from).next.has(code)) {
    at(from).next.set(code, added);
    from = at(from).link;
  }
  if (from === -1) return added;
  const target = at(from).next.get(code) ?? 0;
  if (at(target).length === at(from).length + 1) {
    at(added).link = target;
    return added;
  }
  const copy = add({ ...at(target), next: new Map(at(target).next), length: at(from).length + 1 });
  for (; from !== -1 && at(from).next.get(code) === target; from = at(from).link)
    at(from).next.set(code, copy);
  at(target).link = copy;
  at(added).link = copy;
  return added;
}
