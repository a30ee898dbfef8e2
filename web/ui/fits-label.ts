/** Scripts that write no blanks between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/u;

/**
 * Whether every typed word begins a word of a label, without regard to case and accents; in scripts
 * without blanks between words, whether the label contains it.
 */
export function fitsLabel(label: string, query: string): boolean {
  const folded = fold(label);
  const words = folded.split(/[^\p{L}\p{N}]+/u);
  const begins = (part: string) =>
    folded.startsWith(part) || words.some((word) => word.startsWith(part));
  return fold(query.trim())
    .split(/\s+/)
    .every((part) => begins(part) || (unspaced.test(part) && folded.includes(part)));
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
