import { foldText, foldWithOrigins } from "./fold-text.ts";
import { isPrefixOnly, isWordStart, searchedLength } from "./text-elements.ts";
import type { SnippetPiece } from "../../../shared/search.ts";
import { toPlainText } from "../../../shared/to-plain-text.ts";

/** Whether folded text has every term. */
export function hasTerms(folded: string, terms: readonly string[]): boolean {
  return terms.every((term) => findTerm(folded, term, 0) !== -1);
}

/** Where the term is next, from an index on; -1 for nowhere. */
function findTerm(folded: string, term: string, from: number): number {
  if (!isPrefixOnly(term)) return folded.indexOf(term, from);
  let index = folded.indexOf(term, from);
  while (index !== -1 && !isWordStart(folded, index)) index = folded.indexOf(term, index + 1);
  return index;
}

/** What search looks at of a message, folded: its text and the names of its files. */
export function foldMessage(text: string, files: readonly string[]): string {
  return `${foldText(text.slice(0, searchedLength))}\n${foldText(files.join("\n"))}`;
}

/** Length of a snippet, and of what is before its first match, in UTF-16 code units. */
const snippetLength = 200;
const lead = 50;

/** Folded text around the first match that is mapped to the original: more than a snippet needs. */
const mappedAround = 2_000;

/**
 * The part of a text around the first match, with the matches told apart; its beginning when no
 * term is in it.
 */
export function makeSnippet(text: string, terms: readonly string[]): SnippetPiece[] {
  return cutSnippet(nearFirstMatch(text, terms), terms);
}

/** The same for a message: without the marks of Markdown, unless a term is among them. */
export function makeMessageSnippet(markdown: string, terms: readonly string[]): SnippetPiece[] {
  const near = nearFirstMatch(markdown, terms);
  const plainText = toPlainText(near.text);
  const isIn = (text: string) => (term: string) => findTerm(foldText(text), term, 0) !== -1;
  const losesTerm = terms.filter(isIn(near.text)).some((term) => !isIn(plainText)(term));
  return cutSnippet(losesTerm ? near : { ...near, text: plainText }, terms);
}

function cutSnippet({ text, isFirst, isLast }: Slice, terms: readonly string[]): SnippetPiece[] {
  const { folded, origins } = foldWithOrigins(text);
  const ranges = mergeRanges(
    terms.flatMap((term) => rangesOf({ folded, origins, whole: text }, term)),
  );
  const first = ranges[0]?.start ?? 0;
  const start = first <= lead ? 0 : nextWord(text, first - lead, first);
  const end = Math.min(text.length, start + snippetLength);
  const pieces = cutPieces(text, { start, end, ranges });
  return withEllipses(pieces, {
    before: start > 0 || !isFirst,
    after: end < text.length || !isLast,
  });
}

/** Part of a text, and whether it is its beginning and its end. */
interface Slice {
  text: string;
  isFirst: boolean;
  isLast: boolean;
}

/** A slice of the text with the first match, short enough to map character by character. */
function nearFirstMatch(text: string, terms: readonly string[]): Slice {
  for (let from = 0; from < Math.min(text.length, searchedLength); from += mappedAround / 2) {
    const slice = sliceAt(text, from);
    const folded = foldText(slice.text);
    if (terms.some((term) => findTerm(folded, term, 0) !== -1)) return slice;
  }
  return sliceAt(text, 0);
}

function sliceAt(text: string, from: number): Slice {
  const to = from + mappedAround;
  return { text: text.slice(from, to), isFirst: from === 0, isLast: to >= text.length };
}

interface Range {
  start: number;
  end: number;
}

function rangesOf(
  { folded, origins, whole }: { folded: string; origins: readonly number[]; whole: string },
  term: string,
): Range[] {
  const found: Range[] = [];
  for (let at = findTerm(folded, term, 0); at !== -1; at = findTerm(folded, term, at + term.length))
    found.push({ start: origins[at] ?? 0, end: origins[at + term.length] ?? whole.length });
  return found;
}

function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/** The beginning of the next word, not beyond `most`, nor inside a character. */
function nextWord(text: string, from: number, most: number): number {
  const gap = text.slice(from, most).search(/\s\S/);
  if (gap !== -1) return from + gap + 1;
  return /[\udc00-\udfff]/.test(text.charAt(from)) ? from + 1 : from;
}

function cutPieces(
  text: string,
  { start, end, ranges }: Range & { ranges: readonly Range[] },
): SnippetPiece[] {
  const pieces: SnippetPiece[] = [];
  let at = start;
  for (const range of ranges.filter((one) => one.end > start && one.start < end)) {
    const from = Math.max(range.start, start);
    if (from > at) pieces.push({ text: plain(text.slice(at, from)), isMatch: false });
    at = Math.min(range.end, Math.max(end, range.end));
    pieces.push({ text: plain(text.slice(from, at)), isMatch: true });
  }
  if (at < end) pieces.push({ text: plain(text.slice(at, end).toWellFormed()), isMatch: false });
  return pieces;
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ");
}

function withEllipses(
  pieces: readonly SnippetPiece[],
  { before, after }: { before: boolean; after: boolean },
): SnippetPiece[] {
  return [
    ...(before ? [{ text: "…", isMatch: false }] : []),
    ...pieces,
    ...(after ? [{ text: "…", isMatch: false }] : []),
  ];
}
