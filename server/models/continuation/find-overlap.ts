import { createSuffixAutomaton } from "./suffix-automaton.ts";
import { hasWord, isSpacedWord } from "./join-space.ts";

/**
 * Length of the reply's end that is matched against the start of the continuation, in UTF-16 code
 * units: a few paragraphs.
 */
const mostOverlap = 2_000;

/** Shortest text that counts as repeated, in characters. */
const leastRepeated = {
  /** By a model that was asked to continue: a word. */
  asked: 3,
  /**
   * By one that continues its own message, where repeating a few words may be its style: a short
   * sentence.
   */
  prefilled: 16,
};

/** Reads the start of a continuation and finds how much of the reply's end it repeats. */
export interface OverlapFinder {
  /** Whether more text can still extend the overlap. */
  readonly isOpen: boolean;
  read(code: number): void;
  /** The longest overlap so far, in UTF-16 code units. */
  lengthIn(body: string): number;
}

/** @param before the reply so far, without trailing white space */
export function createOverlapFinder(before: string, isAsked: boolean): OverlapFinder {
  const tail = before.slice(-mostOverlap);
  const automaton = createSuffixAutomaton(tail);
  /** Lengths of all matched ends of the reply, shortest first. */
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
  // A match in the middle of a word is a coincidence.
  if (!hasWord(repeated) || (isSpacedWord(previous) && isSpacedWord(first))) return false;
  // Text that repeats anyway, such as rows of a table, may continue to do so.
  return !before.slice(-2 * length - 2, -1).includes(repeated);
}
