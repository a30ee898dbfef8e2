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

/** Tags that models put around their reasoning. */
const tag = /^<(\/?)(?:think|thinking|thought|thoughts|reasoning)>/i;

/** The longest tag, in characters. */
const longestTag = "</reasoning>".length;

/** Letters that may still become a tag. */
const tagStart = /^<\/?[a-z]*$/i;

interface SplitState {
  isThinking: boolean;
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
 * Creates the splitter of one answer. Reasoning is between `<think>` and `</think>`, where the
 * opening tag starts a line outside code, and the closing tag may be anywhere after it. A delta
 * without `<` costs one search.
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

/** Whether the tag opens or closes reasoning; otherwise it is text. */
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

/** Reasoning starts a line. Later in the line, or indented like code, the tag is text. */
function takeOpening(state: SplitState): boolean {
  if (/^ {0,3}$/.test(state.line)) {
    state.isThinking = true;
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
