import { maxMessageLength } from "../../../shared/limits.ts";

/**
 * A Bloom filter of what a message contains, so that a search reads only messages that probably
 * match. Its elements are the trigrams of the folded text, the first one and two letters of each
 * word, and single characters and pairs of the scripts that write no spaces.
 *
 * B. H. Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors" (1970).
 */

/** Bits per element: with two positions each, 1 in 20 of single elements is found by mistake. */
const bitsPerElement = 8;

const leastBits = 64;

/** A filter is part of an index's key, and keys are at most 2,704 bytes. */
const mostBits = 16_000;

/** Code units of a message that are searched: all that a person can send, and most of any reply. */
export const searchedLength = maxMessageLength;

/** The two positions of an element, before they are reduced to the size of a filter. */
export type ElementHashes = readonly [number, number];

/** The filter of folded text, at most 2,000 bytes. */
export function makeFilter(folded: string): Uint8Array<ArrayBuffer> {
  const elements = new Set<number>();
  for (let i = 0; i < folded.length; i++)
    addElements(folded, i, { into: elements, isStart: isWordStart(folded, i) });
  const bits = Math.min(mostBits, Math.max(leastBits, elements.size * bitsPerElement));
  const filter = new Uint8Array(Math.ceil(bits / 8));
  for (const element of elements)
    for (const hash of hashesOf(element)) setBit(filter, hash % (8 * filter.length));
  return filter;
}

/** In the order of Postgres's `get_bit`: the lowest bit of a byte is first. */
function setBit(filter: Uint8Array, position: number): void {
  const index = position >>> 3;
  filter[index] = (filter[index] ?? 0) | (1 << (position & 7));
}

/**
 * Whether a term matches only at the beginning of a word: one or two letters are inside almost every
 * text.
 */
export function isPrefixOnly(term: string): boolean {
  return term.length < 3 && !Array.from(term, (_, i) => term.charCodeAt(i)).some(isWide);
}

/**
 * Hashes of elements that every text with this term has, spread over the term.
 *
 * @param term folded; may contain spaces
 * @param most maximum number of elements
 */
export function hashesOfTerm(term: string, most: number): ElementHashes[] {
  const elements = new Set<number>();
  for (let i = 0; i < term.length; i++)
    addElements(term, i, {
      into: elements,
      isStart: i > 0 ? isWordStart(term, i) : isPrefixOnly(term),
    });
  const all = [...elements];
  const step = Math.max(1, all.length / most);
  return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step)).map(hashesOf);
}

/** Where to add elements, and whether a word certainly begins here. */
interface Adding {
  into: Set<number>;
  isStart: boolean;
}

/** Adds the elements that begin at an index. */
function addElements(text: string, i: number, { into, isStart }: Adding): void {
  const a = text.charCodeAt(i);
  if (a === space) return;
  const b = text.charCodeAt(i + 1);
  const c = text.charCodeAt(i + 2);
  const hasPair = i + 1 < text.length && b !== space;
  if (isWide(a)) {
    into.add(mix(kinds.one, [a]));
    if (hasPair) into.add(mix(kinds.two, [a, b]));
  } else if (isStart) {
    into.add(mix(kinds.first, [a]));
    if (hasPair) into.add(mix(kinds.firstTwo, [a, b]));
  }
  if (hasPair && i + 2 < text.length && c !== space) into.add(mix(kinds.three, [a, b, c]));
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

/** The element's hash, and another one by the final mix of MurmurHash3. */
function hashesOf(element: number): ElementHashes {
  let other = element ^ (element >>> 16);
  other = Math.imul(other, 0x85ebca6b);
  other ^= other >>> 13;
  other = Math.imul(other, 0xc2b2ae35);
  return [element, (other ^ (other >>> 16)) >>> 0];
}
