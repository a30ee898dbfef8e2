import { createSuffixAutomaton } from "./suffix-automaton.ts";
import { hasWord, isSpacedWord } from "./join-space.ts";

/** How much of the reply so far is looked for at the beginning of what comes, in UTF-16 code units: a few paragraphs. */
const mostOverlap = 2_000;

/** Shortest text that counts as said again, in characters. */
const leastRepeated = {
  /** By a model that was asked to go on: a word. */
  asked: 3,
  /** By one that goes on in its own message, where repeating a few words is its style: a short sentence. */
  prefilled: 16,
};

/** Reads the beginning of a continuation and finds how much of it says the reply's end again. */
export interface OverlapFinder {
  /** Whether more text can still make a longer overlap. */
  readonly isOpen: boolean;
  read(code: number): void;
  /** The longest overlap of what was read, in UTF-16 code units. */
  lengthIn(body: string): number;
}

/** @param before the reply so far, without white space at its end */
export function createOverlapFinder(before: string, isAsked: boolean): OverlapFinder {
  const tail = before.slice(-mostOverlap);
  const automaton = createSuffixAutomaton(tail);
  /** Lengths of all ends of the reply that have been read, the shortest first. */
  const lengths: number[] = [];
  let state: number | null = 0;
  let read = 0;
  return {
    get isOpen() {
      return state !== null;
    },
    read(code) {
      state = state === null ? null : automaton.next(state, code);
      if (state === null) return;
      read++;
      if (automaton.isSuffix(state)) lengths.push(read);
    },
    lengthIn: (body) =>
      lengths.findLast((length) =>
        isRepetition({ before, repeated: body.slice(0, length) }, isAsked),
      ) ?? 0,
  };
}

function isRepetition(
  { before, repeated }: { before: string; repeated: string },
  isAsked: boolean,
): boolean {
  const { length } = repeated;
  const [first = ""] = repeated;
  const previous = before.at(-length - 1) ?? "";
  if (length < (isAsked ? leastRepeated.asked : leastRepeated.prefilled)) return false;
  // In the middle of a word it is a coincidence.
  if (!hasWord(repeated) || (isSpacedWord(previous) && isSpacedWord(first))) return false;
  // What repeats itself anyway, such as rows of a table, may go on doing so.
  return !before.slice(-2 * length - 2, -1).includes(repeated);
}
