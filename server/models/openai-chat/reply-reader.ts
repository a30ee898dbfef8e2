import type { FinishReason, Usage } from "../../../shared/message.ts";
import { EmptyAnswer } from "../empty-answer.ts";
import { ProviderError, type ReplyEnd } from "../provider.ts";
import { createThoughtSplitter, type Piece, type SaidPiece } from "../thoughts/split-thoughts.ts";
import { isServerFailure, isWhole, toFinishReason } from "./finish-reason.ts";
import { createEventParser, type EventParser } from "./event-parser.ts";
import { isObject, parseJson } from "../../platform/narrow.ts";
import { classifyErrorObject, classifyUnknownError } from "./classify-failure.ts";
import { type Chunk, readChunk } from "./read-chunk.ts";
import { isDone, splitData } from "./split-data.ts";
import { beginsAsJson, parseWhole } from "./whole-json.ts";

/**
 * Largest event, and largest response in one piece, in UTF-16 code units: far above any real one,
 * far below the memory.
 */
export const maxEventLength = 8 * 1024 * 1024;

/** Turns a body's bytes into text and decides how the reply ended. Independent of the network. */
export interface ReplyReader {
  /** The content of every event that these bytes complete, up to the first failure. */
  feed(bytes: Uint8Array): Piece[];
  /** Why the reply has failed, or null. Text before the failure is valid. */
  readonly failure: ProviderError | null;
  /** Whether there was any text. */
  readonly spoke: boolean;
  /**
   * The provider has given a finish reason. More text may follow: some servers send one with every
   * chunk.
   */
  readonly finished: boolean;
  /** `[DONE]` was read; anything after it is ignored. */
  readonly done: boolean;
  /**
   * Call once, when no more bytes will come. Returns the last pieces and the usage; sets `failure`
   * when the provider has not signalled the end, or sent nothing else.
   */
  end(): ReplyEnd & { pieces: Piece[] };
}

interface ReplyState {
  /** Parsed but not yet passed on: nearly always one text, joined from the events. */
  raw: SaidPiece[];
  events: number;
  /** Whether there was text, which may contain reasoning. */
  said: boolean;
  /** Whether there was reasoning that the server separates. */
  thought: boolean;
  /** Whether there was text for the user. */
  spoke: boolean;
  finishReason: string | null;
  /** Whether the text is the model's refusal. */
  refused: boolean;
  done: boolean;
  usage: Usage | null;
  failure: ProviderError | null;
}

/** Creates the reader of one reply. */
export function createReplyReader(): ReplyReader {
  const state = newState();
  const decoder = new TextDecoder();
  const splitter = createThoughtSplitter();
  const take = createBodyTaker(state);
  const takePieces = () => {
    const { raw } = state;
    if (raw.length === 0) return [];
    state.raw = [];
    const pieces = raw.flatMap((piece) => splitter.push(piece));
    return heard(state, pieces);
  };
  return {
    feed(bytes) {
      if (!isOver(state)) take.more(decoder.decode(bytes, { stream: true }));
      return takePieces();
    },
    get failure() {
      return state.failure;
    },
    get spoke() {
      return state.spoke;
    },
    get finished() {
      return isFinished(state);
    },
    get done() {
      return state.done;
    },
    end() {
      if (!isOver(state)) take.rest();
      const pieces = [...takePieces(), ...heard(state, splitter.flush())];
      state.failure ??= judge(state);
      return { pieces, usage: state.usage, finishReason: finishOf(state) };
    },
  };
}

function newState(): ReplyState {
  return {
    raw: [],
    events: 0,
    said: false,
    thought: false,
    spoke: false,
    finishReason: null,
    refused: false,
    done: false,
    usage: null,
    failure: null,
  };
}

/**
 * Reads a body's text in pieces, whether it is the requested event stream or a single JSON value.
 */
function createBodyTaker(state: ReplyState) {
  const parser = createEventParser({
    maxLength: maxEventLength,
    onData: (data) => takeEvent(state, data),
    onError: (data) => takeError(state, data),
    onTooLong: () => fail(state, tooLarge()),
  });
  let isJson: boolean | null = null;
  const parts: string[] = [];
  let length = 0;
  return {
    more(text: string) {
      isJson ??= beginsAsJson(text);
      // Leading white space means nothing in either.
      if (isJson === null) return;
      if (!isJson) return parser.feed(text);
      parts.push(text);
      length += text.length;
      if (length > maxEventLength) fail(state, tooLarge());
    },
    rest() {
      if (isJson === true) takeWhole(state, parts.join(""));
      else takeUnendedEvent(state, parser);
    },
  };
}

function takeEvent(state: ReplyState, data: string): void {
  if (isOver(state)) return;
  if (data.length > maxEventLength) return fail(state, tooLarge());
  const value = parseJson(data);
  if (value !== undefined) return takeValue(state, value);
  for (const line of splitData(data)) takeLine(state, line);
}

function takeLine(state: ReplyState, line: string): void {
  if (isOver(state)) return;
  const value = parseJson(line);
  if (value !== undefined) takeValue(state, value);
  else if (isDone(line)) state.done = true;
  // It may have contained text.
  else if (line.startsWith("{")) fail(state, brokenEvent());
}

function takeValue(state: ReplyState, value: unknown): void {
  if (typeof value === "string" && isDone(value)) {
    state.done = true;
    return;
  }
  const chunk = readChunk(value);
  if (chunk instanceof ProviderError) fail(state, chunk);
  else if (chunk) takeChunk(state, chunk);
}

/** An event named `error` is a failure, unless it contains a chunk. */
function takeError(state: ReplyState, data: string): void {
  const said = parseJson(data);
  const isChunk = isObject(said) && "choices" in said;
  if (isChunk || isDone(data.trim())) return takeEvent(state, data);
  if (isOver(state)) return;
  const error = isObject(said) && "error" in said ? said : { error: said };
  fail(state, classifyErrorObject(error) ?? classifyUnknownError());
}

/** The content of a response in one piece. It is complete, so it needs no finish reason. */
function takeWhole(state: ReplyState, body: string): void {
  const values = parseWhole(body);
  if (!values) {
    state.failure = new ProviderError("provider_cut", "the JSON body is truncated");
    return;
  }
  for (const value of values) {
    const chunk = readChunk(value);
    if (chunk instanceof ProviderError) state.failure ??= chunk;
    else if (chunk && !state.failure) takeChunk(state, chunk);
  }
  state.done = state.failure === null;
}

function takeChunk(state: ReplyState, chunk: Chunk): void {
  state.events++;
  // Some servers repeat the whole answer at the end.
  const isAgain = chunk.isWhole && state.said;
  if (chunk.thought !== "" && !isAgain && !(chunk.isWhole && state.thought)) {
    addRaw(state, "thought", chunk.thought);
    state.thought = true;
  }
  if (chunk.text !== "" && !isAgain) {
    addRaw(state, "text", chunk.text);
    state.said ||= chunk.text.trim() !== "";
  }
  state.finishReason = finishReasonOf(state, chunk);
  state.refused ||= chunk.isRefusal;
  state.usage = chunk.usage ?? state.usage;
}

/** The newest reason, except that a plain one without text does not replace a more specific one. */
function finishReasonOf({ finishReason: before }: ReplyState, chunk: Chunk): string | null {
  const { finishReason: said, text } = chunk;
  if (said === null) return before;
  return text === "" && isWhole(said) && before !== null && !isWhole(before) ? before : said;
}

/** Tracks text for the user, which may turn out to have been reasoning. */
function heard(state: ReplyState, pieces: Piece[]): Piece[] {
  for (const piece of pieces) {
    if (piece.kind === "rethink") state.spoke = false;
    else state.spoke ||= piece.kind === "text" && piece.text.trim() !== "";
  }
  return pieces;
}

function addRaw({ raw }: ReplyState, kind: SaidPiece["kind"], text: string): void {
  const last = raw.at(-1);
  if (last?.kind === kind) last.text += text;
  else raw.push({ kind, text });
}

/** A finished reply cannot fail any more: it is complete. */
function fail(state: ReplyState, failure: ProviderError): void {
  if (isFinished(state)) state.done = true;
  else state.failure = failure;
}

function finishOf({ refused, finishReason }: ReplyState): FinishReason | null {
  return refused ? "refusal" : toFinishReason(finishReason);
}

function isFinished(state: ReplyState): boolean {
  return state.done || state.finishReason !== null;
}

function isOver(state: ReplyState): boolean {
  return state.done || state.failure !== null;
}

/** A last event without its blank line counts if it is complete; a partial one is just a cut. */
function takeUnendedEvent(state: ReplyState, parser: EventParser): void {
  parser.feed("\n\n");
  if (state.failure?.code === "provider_nonsense") state.failure = null;
}

function judge(state: ReplyState): ProviderError | null {
  if (!isFinished(state)) {
    return state.events === 0
      ? new ProviderError("provider_nonsense", "the body has no events")
      : new ProviderError("provider_cut", "the body ended before the finish event");
  }
  if (isServerFailure(state.finishReason)) {
    const code = state.spoke ? "provider_cut" : "provider_unavailable";
    return new ProviderError(code, `ended with ${state.finishReason}`);
  }
  const reason = finishOf(state);
  // A reasoning model may have used up its length before any text.
  if (state.spoke || reason === "length") return null;
  return reason === "content_filter"
    ? new ProviderError("provider_rejected", "content filter")
    : new EmptyAnswer();
}

function brokenEvent(): ProviderError {
  return new ProviderError("provider_nonsense", "an event is broken JSON");
}

function tooLarge(): ProviderError {
  return new ProviderError(
    "provider_nonsense",
    `an event of more than ${maxEventLength} characters`,
  );
}
