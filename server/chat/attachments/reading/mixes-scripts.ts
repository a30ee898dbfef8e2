/** A word with letters beyond ASCII, and one with letters of two alphabets. */
const words = /(?<![A-Za-z])[A-Za-z]*[^\P{L}A-Za-z][\p{L}\p{M}]*/gu;
const other = /[\p{sc=Cyrl}\p{sc=Grek}\p{sc=Arab}\p{sc=Hebr}]/u;

/** The share of such words that names and technical terms may have. */
const mostMixed = 0.1;

/** How much of a text to judge by, in UTF-16 code units. */
const judgedLength = 200_000;

/**
 * Whether words of a text mix Latin letters with others, as "Cafщ" does: it was read in another
 * encoding than it was written in.
 */
export function mixesScripts(text: string): boolean {
  const found = text.slice(0, judgedLength).match(words) ?? [];
  const mixed = found.filter((word) => /\p{sc=Latn}/u.test(word) && other.test(word));
  return mixed.length > found.length * mostMixed;
}
