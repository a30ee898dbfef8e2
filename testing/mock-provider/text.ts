/**
 * The texts of scripted replies: English words, Markdown with every kind of block, or multi-byte
 * text.
 */
export const textKinds = ["plain", "markdown", "unicode"] as const;

export type TextKind = (typeof textKinds)[number];

const plainWords =
  "the river keeps moving past small stones while a patient reader counts every word and finds none missing".split(
    " ",
  );

const unicodeWords = [
  "naïve",
  "façade",
  "日本語",
  "привет",
  "مرحبا",
  "👩‍👩‍👧‍👦",
  "e\u0301",
  "😀",
  "ไทย",
  "🇫🇷",
];

/** One section, cut into tokens; `#` stands for the section's number. */
const markdownTokens = [
  "## Section ", "#", "\n\n", "Some ", "**bold", "** and ", "*soft", "* text, ", "`code`", " and $x", "^2$.\n\n",
  "- first\n", "- second ", "item\n", "  - nested\n", "\n1. one\n", "2. two\n", "\n", "```ts\n", "const n = ", "#",
  ";\n", "```\n", "\n| a | b |\n", "|---|---|\n", "| 1 | ", "#", " |\n", "\n> quoted\n", "\n",
]; // prettier-ignore

function markdownToken(index: number): string {
  const token = markdownTokens[index % markdownTokens.length] ?? "";
  return token === "#" ? String(1 + Math.floor(index / markdownTokens.length)) : token;
}

/** Every tenth word is its own number, so that lost, repeated or swapped text is noticed. */
function word(words: readonly string[], index: number): string {
  if (index % 10 === 9) return `${index + 1}. `;
  return `${words[(index * 7) % words.length] ?? ""} `;
}

/** Token number `index` (from 0) of the endless text of a kind: the same on every call. */
export function tokenAt(kind: TextKind, index: number): string {
  switch (kind) {
    case "plain":
      return word(plainWords, index);
    case "unicode":
      return word(unicodeWords, index);
    case "markdown":
      return markdownToken(index);
  }
}

/** The first `count` tokens of a kind. */
export function tokensOf(kind: TextKind, count: number): string[] {
  return Array.from({ length: count }, (_, index) => tokenAt(kind, index));
}
