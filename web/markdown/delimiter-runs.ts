/** A run of `*`, `_` or `~` that may open or close emphasis (CommonMark, section 6.2). */
export interface DelimiterRun {
  char: string;
  at: number;
  length: number;
  canOpen: boolean;
  canClose: boolean;
}

/** Marks that emphasise the text between them. */
export interface RunPair {
  /** Position of the opening marks. */
  at: number;
  /** Number of marks on either side: two are strong or deleted. */
  marks: number;
  /** Position after the closing marks. */
  end: number;
}

/** A run, or the rest of one, that nothing has closed yet. */
interface Opener {
  run: DelimiterRun;
  /** Position of its first mark: those before it close other emphasis. */
  at: number;
  left: number;
}

/** Pairs of delimiter runs, and what is left open, outermost first. */
export interface PairedRuns {
  pairs: RunPair[];
  open: Opener[];
}

/**
 * Chinese, Japanese and Korean characters, punctuation included. They are written without blanks
 * between words, so marks next to them may open and close; see
 * https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md.
 */
const cjk =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\p{sc=Yiii}\u3000-\u33ff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6]/u;

/** Selects a form of the character before it. */
const variationSelector = /[\ufe00-\ufe0e\u{e0100}-\u{e01ef}]$/u;

/** U+E000 and U+E001 enclose the placeholder of a formula, whose own delimiters are punctuation. */
const punctuation = /[\p{P}\p{S}\ue000\ue001]/u;

/** Reads the delimiter run that starts at `at`. */
export function readRun(text: string, at: number): DelimiterRun {
  const char = text.charAt(at);
  let end = at;
  while (text[end] === char) end++;
  const before = characterBefore(text, at);
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
      (!isWord || !right || punctuation.test(before)),
    canClose: right && (!isWord || !left || punctuation.test(after)),
  };
}

function characterBefore(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - 4), at).replace(variationSelector, "");
  return /.$/su.exec(near)?.[0] ?? " ";
}

function isFlanking(inner: string, outer: string): boolean {
  if (/\s/.test(inner)) return false;
  const isPlain = !punctuation.test(inner) || cjk.test(inner);
  return isPlain || /\s/.test(outer) || punctuation.test(outer) || cjk.test(outer);
}

/**
 * Pairs runs as CommonMark does, in linear time.
 *
 * @param runs in the order of the text
 */
export function pairRuns(runs: readonly DelimiterRun[]): PairedRuns {
  const open: Opener[] = [];
  const pairs: RunPair[] = [];
  /** For each kind of closer, the position before which no opener fits. */
  const searched = new Map<string, number>();
  for (const run of runs) {
    let left = run.length;
    while (run.canClose && left > 0) {
      const kind = `${run.char}${run.canOpen}${run.length % 3}`;
      const at = findOpener(open, run, searched.get(kind) ?? 0);
      const opener = open[at];
      if (!opener) {
        searched.set(kind, run.at);
        break;
      }
      open.length = at + 1;
      const marks = Math.min(opener.left, left) >= 2 ? 2 : 1;
      opener.left -= marks;
      const closeAt = run.at + run.length - left;
      pairs.push({ at: opener.at + opener.left, marks, end: closeAt + marks });
      left -= marks;
      if (opener.left === 0) open.pop();
    }
    const isOpener = left > 0 && run.canOpen && (run.char !== "~" || left === 2);
    if (isOpener) open.push({ run, at: run.at + run.length - left, left });
  }
  return { pairs, open };
}

function findOpener(open: readonly Opener[], closer: DelimiterRun, from: number): number {
  for (let i = open.length - 1; i >= 0; i--) {
    const opener = open[i];
    if (!opener || opener.run.at < from) return -1;
    if (canPair(opener.run, closer)) return i;
  }
  return -1;
}

function canPair(opener: DelimiterRun, closer: DelimiterRun): boolean {
  if (opener.char !== closer.char) return false;
  if (opener.char === "~") return closer.length === 2;
  const either = opener.canClose || closer.canOpen;
  const sum = opener.length + closer.length;
  return !either || sum % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

/** Maximum number of delimiters to close: deeper nesting is not real text, and slow to parse. */
const maxOpen = 8;

/**
 * The delimiters that close, innermost first, everything that `runs` leave open; none if there are
 * too many.
 */
export function missingClosers(runs: readonly DelimiterRun[]): string {
  const { open } = pairRuns(runs);
  if (open.length > maxOpen) return "";
  return open
    .reverse()
    .map(({ run, left }) => run.char.repeat(left))
    .join("");
}
