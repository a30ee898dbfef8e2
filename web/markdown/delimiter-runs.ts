/** A run of `*`, `_` or `~` that may open or close emphasis (CommonMark, section 6.2). */
export interface DelimiterRun {
  char: string;
  at: number;
  length: number;
  canOpen: boolean;
  canClose: boolean;
}

/** Reads the delimiter run that starts at `at`. */
export function readRun(text: string, at: number): DelimiterRun {
  const char = text.charAt(at);
  let end = at;
  while (text[end] === char) end++;
  const before = /.$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? " ";
  const after = String.fromCodePoint(text.codePointAt(end) ?? 32);
  const left = isFlanking(after, before);
  const right = isFlanking(before, after);
  const isWord = char === "_";
  return {
    char,
    at,
    length: end - at,
    // `5*3` is a product, whatever follows.
    canOpen:
      !(/\d/.test(before) && /\d/.test(after)) &&
      left &&
      (!isWord || !right || isPunctuation(before)),
    canClose: right && (!isWord || !left || isPunctuation(after)),
  };
}

function isFlanking(inner: string, outer: string): boolean {
  if (/\s/.test(inner)) return false;
  return !isPunctuation(inner) || /\s/.test(outer) || isPunctuation(outer);
}

function isPunctuation(char: string): boolean {
  return /[\p{P}\p{S}]/u.test(char);
}

/** Maximum number of delimiters to close: deeper nesting is not real text, and slow to parse. */
const maxOpen = 8;

/**
 * The delimiters that close, innermost first, everything that `runs` leave open; none if there are
 * too many.
 */
export function missingClosers(runs: readonly DelimiterRun[]): string {
  const open: { run: DelimiterRun; left: number }[] = [];
  for (const run of runs) {
    let left = run.length;
    while (run.canClose && left > 0) {
      const at = open.findLastIndex((opener) => pairs(opener.run, run));
      const opener = open[at];
      if (!opener) break;
      open.length = at + 1;
      const used = Math.min(opener.left, left) >= 2 ? 2 : 1;
      opener.left -= used;
      left -= used;
      if (opener.left === 0) open.pop();
    }
    if (left > 0 && run.canOpen && (run.char !== "~" || left === 2)) open.push({ run, left });
  }
  if (open.length > maxOpen) return "";
  return open
    .reverse()
    .map(({ run, left }) => run.char.repeat(left))
    .join("");
}

function pairs(opener: DelimiterRun, closer: DelimiterRun): boolean {
  if (opener.char !== closer.char) return false;
  if (opener.char === "~") return closer.length === 2;
  const either = opener.canClose || closer.canOpen;
  const sum = opener.length + closer.length;
  return !either || sum % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0);
}
