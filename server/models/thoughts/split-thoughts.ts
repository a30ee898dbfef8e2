import { findMark, type MarkFamily, nextMarkStart, type ThoughtMark } from "./thought-marks.ts";

/** A piece as the server labels it: text, which may contain reasoning, or reasoning. */
export interface SaidPiece {
  kind: "text" | "thought";
  text: string;
}

/**
 * A piece of an answer: text for the user, or reasoning. `rethink` means that all text so far was
 * reasoning: some templates open it in the prompt, and the model only closes it.
 */
export type Piece = SaidPiece | { kind: "rethink" };

/** Splits text that arrives in deltas. */
export interface ThoughtSplitter {
  /**
   * The new pieces in this delta, except for an end that may be the start of a tag. After reasoning
   * that the server separates, a closing tag in the text is ordinary text.
   */
  push(said: SaidPiece): Piece[];
  /** The text held back; an incomplete tag is text. */
  flush(): Piece[];
}

interface SplitState {
  /** The family of the mark that opened the reasoning; null outside reasoning. */
  thinks: MarkFamily | null;
  /** Families of the marks seen so far. */
  seen: Set<MarkFamily>;
  /** Whether there was reasoning. Only without any may a closing tag refer to all text so far. */
  hasThought: boolean;
  /** Opening tags that were ordinary text, whose closing tags are too. */
  openInText: number;
  /** Whether there was text of the answer. */
  hasText: boolean;
  /** In a code block, where tags are text. */
  inFence: boolean;
  /** The start of the current line, as far as it determines the meaning of a tag. */
  line: string;
  /** White space between reasoning and answer belongs to neither. */
  skipsSpace: boolean;
  held: string;
}

/**
 * Creates the splitter of one answer. Reasoning is between marks such as `<think>` and `</think>`,
 * where the opening one starts a line outside code, and the closing one may be anywhere after it. A
 * delta without a mark's first character costs one search.
 */
export function createThoughtSplitter(): ThoughtSplitter {
  const state: SplitState = {
    thinks: null,
    seen: new Set(),
    hasThought: false,
    openInText: 0,
    hasText: false,
    inFence: false,
    line: "",
    skipsSpace: false,
    held: "",
  };
  return {
    push(said) {
      if (said.kind === "thought") {
        state.hasThought = true;
        return [said];
      }
      const all = state.held + said.text;
      state.held = "";
      return split(state, all);
    },
    flush() {
      const { held } = state;
      state.held = "";
      return held === "" ? [] : say(state, held, []);
    },
  };
}

function split(state: SplitState, text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = nextMarkStart(text, 0); at !== -1; at = nextMarkStart(text, at + 1)) {
    const mark = at < from ? null : findMark(text, at);
    if (mark === null) continue;
    say(state, text.slice(from, at), pieces);
    if (mark === "partial") {
      state.held = text.slice(at);
      return pieces;
    }
    from = at + mark.text.length;
    if (!takeMark(state, mark, pieces)) say(state, text.slice(at, from), pieces);
  }
  return say(state, text.slice(from), pieces);
}

/** Whether the mark opens, closes or surrounds reasoning; otherwise it is text. */
function takeMark(state: SplitState, mark: ThoughtMark, pieces: Piece[]): boolean {
  const { family, role } = mark;
  if (state.thinks !== null) {
    if (state.thinks !== family) return false;
    if (role === "open") return true;
    // The mark of an answer ends reasoning that was not closed.
    state.thinks = null;
  } else {
    if (state.inFence || isInCode(state.line)) return false;
    if (!takeOutside(state, mark, pieces)) return false;
  }
  if (role !== "drop") state.hasThought = true;
  state.seen.add(family);
  state.inFence = false;
  state.line = "";
  state.skipsSpace = true;
  return true;
}

function takeOutside(state: SplitState, mark: ThoughtMark, pieces: Piece[]): boolean {
  if (mark.role === "open") return takeOpening(state, mark);
  if (mark.role === "close" && mark.endsUnopened) return takeUnopened(state, pieces);
  // An answer that uses such marks starts with one.
  return state.seen.has(mark.family) || !state.hasText;
}

/** Reasoning starts a line. Later in the line, or indented like code, the tag is text. */
function takeOpening(state: SplitState, { family }: ThoughtMark): boolean {
  if (/^ {0,3}$/.test(state.line)) {
    state.thinks = family;
    return true;
  }
  state.openInText++;
  return false;
}

/** A closing tag without an opening one ends all text so far; without any text it is dropped. */
function takeUnopened(state: SplitState, pieces: Piece[]): boolean {
  if (!state.hasText) return true;
  if (state.openInText > 0) {
    state.openInText--;
    return false;
  }
  if (state.hasThought || isQuoted(state.line)) return false;
  pieces.push({ kind: "rethink" });
  return true;
}

/** Whether the line's end opens a quotation: then the tag is quoted, not used. */
function isQuoted(line: string): boolean {
  return /["'“‘«「([]$/.test(line);
}

/** Whether the line's end is inside inline code. */
function isInCode(line: string): boolean {
  return line.split("`").length % 2 === 0;
}

function say(state: SplitState, said: string, pieces: Piece[]): Piece[] {
  const text = state.skipsSpace ? said.trimStart() : said;
  if (text === "") return pieces;
  state.skipsSpace = false;
  const kind = state.thinks === null ? "text" : "thought";
  if (kind === "text") {
    state.hasText ||= text.trim() !== "";
    readLines(state, text);
  }
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += text;
  else pieces.push({ kind, text });
  return pieces;
}

/** Characters of a line that are kept. */
const mostOfLine = 2_000;

/** Tracks the lines and code blocks of the answer. */
function readLines(state: SplitState, text: string): void {
  let from = 0;
  for (;;) {
    const end = text.indexOf("\n", from);
    const part = text.slice(from, end === -1 ? undefined : end);
    if (state.line.length < mostOfLine) state.line += part.slice(0, mostOfLine);
    if (end === -1) return;
    if (/^ {0,3}(?:```|~~~)/.test(state.line)) state.inFence = !state.inFence;
    state.line = "";
    from = end + 1;
  }
}
