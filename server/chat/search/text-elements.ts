import { maxMessageLength } from "../../../shared/limits.ts";

/** Code units of a message that are searched: all that a person can send, and most of any reply. */
export const searchedLength = maxMessageLength;

/**
 * The elements of folded text, as numbers below 2³²: its trigrams, each with a hint of the character
 * that follows, the first one and two letters of each word, and single characters and pairs of the
 * scripts that write no spaces.
 */
export function elementsOf(folded: string): Set<number> {
  const elements = new Set<number>();
  for (let i = 0; i < folded.length; i++) {
    addShort(folded, i, { into: elements, isStart: isWordStart(folded, i) });
    const trigram = trigramAt(folded, i);
    if (trigram !== null) elements.add(trigram + hintOf(folded.charCodeAt(i + 3)));
  }
  return elements;
}

/**
 * What every text with this term has: at least one element of each set, with the sets spread over
 * the term.
 *
 * @param term folded; may contain spaces
 * @param most maximum number of sets
 */
export function elementsOfTerm(term: string, most: number): (readonly number[])[] {
  const short = new Set<number>();
  const trigrams = new Map<number, readonly number[]>();
  for (let i = 0; i < term.length; i++) {
    const isStart = i > 0 ? isWordStart(term, i) : isPrefixOnly(term);
    addShort(term, i, { into: short, isStart });
    const trigram = trigramAt(term, i);
    if (trigram === null) continue;
    const follows = i + 3 < term.length ? [hintOf(term.charCodeAt(i + 3))] : hints;
    const elements = follows.map((hint) => trigram + hint);
    trigrams.set(elements[0] ?? trigram, elements);
  }
  const all = [...trigrams.values(), ...Array.from(short, (element) => [element])];
  const step = Math.max(1, all.length / most);
  return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

/**
 * Whether a term matches only at the beginning of a word: one or two letters are inside almost every
 * text.
 */
export function isPrefixOnly(term: string): boolean {
  return term.length < 3 && !Array.from(term, (_, i) => term.charCodeAt(i)).some(isWide);
}

/** Where to add elements, and whether a word certainly begins here. */
interface Adding {
  into: Set<number>;
  isStart: boolean;
}

/** Adds the elements of one and two characters that begin at an index. */
function addShort(text: string, i: number, { into, isStart }: Adding): void {
  const a = text.charCodeAt(i);
  if (a === space) return;
  const b = text.charCodeAt(i + 1);
  const hasPair = i + 1 < text.length && b !== space;
  if (isWide(a)) {
    into.add(mix(kinds.one, [a]));
    if (hasPair) into.add(mix(kinds.two, [a, b]));
  } else if (isStart) {
    into.add(mix(kinds.first, [a]));
    if (hasPair) into.add(mix(kinds.firstTwo, [a, b]));
  }
}

/** The trigram that begins at an index, without a hint; null for none. */
function trigramAt(text: string, i: number): number | null {
  if (i + 2 >= text.length) return null;
  const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
  if (a === space || b === space || c === space || isWide(a)) return null;
  return (mix(kinds.three, [a, b, c]) & ~3) >>> 0;
}

/** All hints. */
const hints = [0, 1, 2, 3];

/**
 * Two bits of what follows a trigram: by them, far fewer texts have the trigrams of a word in other
 * places. The end of a text counts as a space. Elements of one trigram are next to each other.
 */
function hintOf(unit: number): number {
  return Number.isNaN(unit) ? space & 3 : unit & 3;
}

const space = 32;
const kinds = { one: 1, two: 2, first: 3, firstTwo: 4, three: 5 };

/** Whether a word begins at this index of folded text; every sign counts as a beginning. */
export function isWordStart(text: string, index: number): boolean {
  return index === 0 || !isLetter(text.charCodeAt(index - 1)) || !isLetter(text.charCodeAt(index));
}

function isLetter(unit: number): boolean {
  if (unit < 128) return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57);
  return /[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(unit));
}

/** Chinese, Japanese, Korean, and what is written in surrogates, such as emoji. */
export function isWide(unit: number): boolean {
  return unit >= 0x2e80;
}

/** FNV-1a over the kind and the code units (Fowler, Noll and Vo), 32 bits. */
function mix(kind: number, units: readonly number[]): number {
  let hash = Math.imul(0x811c9dc5 ^ kind, prime);
  for (const unit of units) {
    hash = Math.imul(hash ^ (unit & 255), prime);
    hash = Math.imul(hash ^ (unit >>> 8), prime);
  }
  return hash >>> 0;
}

const prime = 0x01000193;
