/** Longest `$…$`, in UTF-16 code units: longer ones are two stray dollars. */
const maxDollarLength = 400;

/** Longest display formula, in UTF-16 code units. */
export const maxDisplayLength = 4_000;

/** A formula found in text or, if `open`, the start of one whose end may still come. */
export interface MathMatch {
  end: number;
  tex: string;
  display: boolean;
  open: boolean;
}

const blankLine = /\n[ \t]*\n/;

/**
 * Whether the text between two dollars looks like TeX rather than prose about money. Once false, it
 * stays false however the text continues, so a half-written formula can be held back exactly as
 * long as it may become one.
 */
export function canBeMath(content: string): boolean {
  if (/^\d[\d,.;:!?)%kKMB+\-–—]*(?:(?<=,)|\s[\s,]*)(?:[A-Za-z]{2}|a\s)/.test(content)) return false;
  if (content.includes('"')) return false;
  return !/(?:^|\s)[A-Za-z]{2,}(?:[\s,.;:]+[A-Za-z]{2,}){2}/.test(withoutCommands(content));
}

/** Two words in a row, or two letters of a script that formulas do not use. */
const prose =
  /(?:^|\s)[A-Za-z]{2,}[\s,.;:]+[A-Za-z]{2}|[\u0400-\u07ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2}/;

/** Whether a blank line may be part of this TeX. Once false, it stays false. */
function canHaveBlankLine(tex: string): boolean {
  return !prose.test(withoutCommands(tex));
}

function withoutCommands(tex: string): string {
  return tex.replace(/\\[a-zA-Z]+(?:\{[^{}]*\}?)?/g, " \\ ");
}

/** `$PATH:$` and `$5 (5$` are two dollars, as is what ends before an operator's right side. */
function isWhole(tex: string): boolean {
  if (/[\s/:,(=–-]$/.test(tex)) return false;
  const brackets = tex.replace(/\\(?:left|right|[bB]igg?[lr]?)\s*\\?./g, "");
  return brackets.match(/[([]/g)?.length === brackets.match(/[)\]]/g)?.length;
}

/**
 * Matches `$…$` or `$$…$$` at `at` (a dollar). With `more`, text may still follow: a dollar at the
 * very end decides nothing yet.
 */
export function matchDollar(text: string, at: number, more: boolean): MathMatch | null {
  if (/[A-Za-z0-9$\\]/.test(text[at - 1] ?? "")) return null;
  if (text[at + 1] === "$") return matchDelimited(text, at, { open: "$$", close: "$$" });
  if (text[at + 1] === undefined) return { end: at + 1, tex: "", display: false, open: true };
  if (/\s/.test(text[at + 1] ?? "")) return null;
  const close = findDollar(text, at + 1);
  if (close === null) return null;
  const tex = text.slice(at + 1, close);
  if (!canBeMath(tex)) return null;
  if (close >= text.length) return { end: text.length, tex, display: false, open: true };
  if (!isWhole(tex) || /\d/.test(text[close + 1] ?? "")) return null;
  const undecided = more && close === text.length - 1;
  return { end: close + 1, tex, display: false, open: undecided };
}

/**
 * The position of the next bare dollar; the text's length if there is none; null when the formula
 * cannot continue.
 */
function findDollar(text: string, from: number): number | null {
  const limit = Math.min(text.length, from + maxDollarLength);
  for (let i = from; i < limit; i++) {
    const char = text[i];
    if (char === "$") return i;
    if (char === "\\") i++;
    else if (char === "`" || (char === "\n" && /^\n[ \t]*\n/.test(text.slice(i, i + 80))))
      return null;
  }
  return limit === text.length ? text.length : null;
}

/** How a formula begins and ends. */
export interface Delimiters {
  open: string;
  close: string;
  /** Whether it stands on lines of its own, and so may have blank lines in it. */
  ownLines?: boolean;
}

/** Matches a formula between `open` (at `at`) and the next `close`. */
export function matchDelimited(text: string, at: number, delimiters: Delimiters): MathMatch | null {
  const from = at + delimiters.open.length;
  const display = delimiters.open !== "\\(";
  // Limit the search to a formula's longest length: a text may be full of unmatched openings.
  const within = text.slice(from, from + maxDisplayLength + delimiters.close.length);
  const length = within.indexOf(delimiters.close);
  const close = length < 0 ? -1 : from + length;
  const to = close < 0 ? text.length : close;
  if (to - from > maxDisplayLength) return null;
  const tex = text.slice(from, to);
  if (blankLine.test(tex) && !(delimiters.ownLines === true && canHaveBlankLine(tex))) return null;
  if (close < 0) return { end: text.length, tex, display, open: true };
  if (tex.trim() === "") return null;
  return { end: close + delimiters.close.length, tex, display, open: false };
}
