/** What a server says, as it tells it apart: words, which may hold thoughts, or thoughts. */
export interface SaidPiece {
  kind: "text" | "thought";
  text: string;
}

/**
 * A piece of an answer: words for the reader, or the model's thoughts. `rethink` says that all text
 * so far was thoughts: some templates open the thoughts in the prompt, and the model only closes them.
 */
export type Piece = SaidPiece | { kind: "rethink" };

/** Splits text that arrives in deltas. */
export interface ThoughtSplitter {
  /**
   * What this delta adds, but for an end that may be the beginning of a tag. After thoughts that the
   * server tells apart, a closing tag in the text is a word.
   */
  push(said: SaidPiece): Piece[];
  /** What was held back; a tag that never got whole is text. */
  flush(): Piece[];
}

/** Tags that models put around their thoughts. */
const tag = /^<(\/?)(?:think|thinking|thought|thoughts|reasoning)>/i;

/** The longest of them, in characters. */
const longestTag = "</reasoning>".length;

/** Letters that may still become a tag. */
const tagStart = /^<\/?[a-z]*$/i;

interface SplitState {
  isThinking: boolean;
  /** Whether thoughts have been seen. Only without any may a closing tag belong to all text so far. */
  hasThought: boolean;
  /** Opening tags that were words about tags, and whose closing tags are such too. */
  openInText: number;
  /** Whether a word of the answer has been said. */
  hasText: boolean;
  /** In a code block, where a tag is text. */
  inFence: boolean;
  /** The beginning of the present line, as far as it decides what a tag in it means. */
  line: string;
  /** White space between the thoughts and the answer belongs to neither. */
  skipsSpace: boolean;
  held: string;
}

/**
 * Makes the splitter of one answer. Thoughts stand between `<think>` and `</think>`, where an
 * opening tag stands at the beginning of a line outside code, and a closing tag may stand anywhere
 * after it. A delta without `<` costs one search.
 */
export function createThoughtSplitter(): ThoughtSplitter {
  const state: SplitState = {
    isThinking: false,
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
  for (;;) {
    const at = text.indexOf("<", from);
    if (at === -1) break;
    const rest = text.slice(at, at + longestTag);
    const found = tag.exec(rest);
    if (found) {
      say(state, text.slice(from, at), pieces);
      if (!takeTag(state, found[1] === "/", pieces)) say(state, found[0], pieces);
      from = at + found[0].length;
    } else if (rest.length < longestTag && tagStart.test(rest)) {
      say(state, text.slice(from, at), pieces);
      state.held = text.slice(at);
      return pieces;
    } else {
      say(state, text.slice(from, at + 1), pieces);
      from = at + 1;
    }
  }
  return say(state, text.slice(from), pieces);
}

/** Whether the tag begins or ends thoughts; otherwise it is text. */
function takeTag(state: SplitState, isClosing: boolean, pieces: Piece[]): boolean {
  if (state.isThinking) {
    if (!isClosing) return true;
    state.isThinking = false;
  } else {
    if (state.inFence || isInCode(state.line)) return false;
    if (!(isClosing ? takeUnopened(state, pieces) : takeOpening(state))) return false;
  }
  state.hasThought = true;
  state.inFence = false;
  state.line = "";
  state.skipsSpace = true;
  return true;
}

/** Thoughts begin a line. Further in it, or indented as code is, the tag is a word. */
function takeOpening(state: SplitState): boolean {
  if (/^ {0,3}$/.test(state.line)) {
    state.isThinking = true;
    return true;
  }
  state.openInText++;
  return false;
}

/** A closing tag outside thoughts: the end of all text so far, or of nothing where there is none. */
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

/** Whether the line's end opens a quotation: the tag is named, not used. */
function isQuoted(line: string): boolean {
  return /["'“‘«「([]$/.test(line);
}

/** Whether the line's end is within `code`. */
function isInCode(line: string): boolean {
  return line.split("`").length % 2 === 0;
}

function say(state: SplitState, said: string, pieces: Piece[]): Piece[] {
  const text = state.skipsSpace ? said.trimStart() : said;
  if (text === "") return pieces;
  state.skipsSpace = false;
  const kind = state.isThinking ? "thought" : "text";
  if (kind === "text") {
    state.hasText ||= text.trim() !== "";
    readLines(state, text);
  }
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += text;
  else pieces.push({ kind, text });
  return pieces;
}

/** How much of a line is looked at, in characters. */
const mostOfLine = 2_000;

/** Follows lines and code blocks of the answer. */
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
