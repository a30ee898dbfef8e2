import { createEventParser, type EventParser } from "./event-parser.ts";
import type { Usage } from "../../../shared/message.ts";
import { ProviderError } from "../provider.ts";
import { createDeltaCleaner } from "./clean-deltas.ts";
import { readChunk } from "./read-chunk.ts";

/** Largest SSE event, in UTF-16 code units: far more than any real delta, far less than memory. */
export const maxEventLength = 8 * 1024 * 1024;

/** Turns a body's bytes into text and judges how the reply ended. Knows nothing of the network. */
export interface ReplyReader {
  /** The text of every event that these bytes complete, up to the first that fails. */
  feed(bytes: Uint8Array): string;
  /** Why the reply has failed; null while it has not. Text from before the failure is good. */
  readonly failure: ProviderError | null;
  /** The provider has said how the answer ended; only usage and `[DONE]` may follow. */
  readonly finished: boolean;
  /** `[DONE]` has been read; nothing after it counts. */
  readonly done: boolean;
  /**
   * To be called once, when no more bytes will come. Gives the last text and the usage; sets
   * `failure` when the provider has not said that it was done, or has said nothing else.
   */
  end(): { text: string; usage: Usage | null };
}

interface ReplyState {
  text: string;
  events: number;
  spoke: boolean;
  finishReason: string | null;
  done: boolean;
  usage: Usage | null;
  failure: ProviderError | null;
}

/** Makes the reader of one reply. */
export function createReplyReader(): ReplyReader {
  const state = newState();
  const decoder = new TextDecoder();
  const cleaner = createDeltaCleaner();
  const parser = createReplyParser(state);
  const takeText = () => {
    const { text } = state;
    state.text = "";
    return text === "" ? "" : cleaner.push(text);
  };
  return {
    feed(bytes) {
      if (!isOver(state)) parser.feed(decoder.decode(bytes, { stream: true }));
      return takeText();
    },
    get failure() {
      return state.failure;
    },
    get finished() {
      return isFinished(state);
    },
    get done() {
      return state.done;
    },
    end() {
      if (!isOver(state)) takeUnendedEvent(state, parser);
      const text = takeText() + cleaner.flush();
      state.failure ??= judge(state);
      return { text, usage: state.usage };
    },
  };
}

function newState(): ReplyState {
  return {
    text: "",
    events: 0,
    spoke: false,
    finishReason: null,
    done: false,
    usage: null,
    failure: null,
  };
}

function createReplyParser(state: ReplyState): EventParser {
  return createEventParser({
    maxLength: maxEventLength,
    onData: (data) => takeEvent(state, data),
    onTooLong: () => fail(state, tooLarge()),
  });
}

function takeEvent(state: ReplyState, data: string): void {
  if (isOver(state) || data === "") return;
  if (data === "[DONE]") {
    state.done = true;
    return;
  }
  const chunk = data.length > maxEventLength ? tooLarge() : readChunk(data);
  if (chunk instanceof ProviderError) return fail(state, chunk);
  state.events++;
  state.text += chunk.text;
  state.spoke ||= chunk.text.trim() !== "";
  state.finishReason ??= chunk.finishReason;
  state.usage = chunk.usage ?? state.usage;
}

/** A reply that has finished cannot fail any more: what it had to say has come. */
function fail(state: ReplyState, failure: ProviderError): void {
  if (isFinished(state)) state.done = true;
  else state.failure = failure;
}

function isFinished(state: ReplyState): boolean {
  return state.done || state.finishReason !== null;
}

function isOver(state: ReplyState): boolean {
  return state.done || state.failure !== null;
}

/** A last event without its blank line counts if it is whole; half an event is no more than a cut. */
function takeUnendedEvent(state: ReplyState, parser: EventParser): void {
  parser.feed("\n\n");
  if (state.failure?.code === "provider_nonsense") state.failure = null;
}

function judge(state: ReplyState): ProviderError | null {
  if (!isFinished(state)) {
    return state.events === 0
      ? new ProviderError("provider_nonsense", "the body has no events")
      : new ProviderError("provider_cut", "the body ended before the answer did");
  }
  if (state.spoke) return null;
  return state.finishReason === "content_filter"
    ? new ProviderError("provider_rejected", "content filter")
    : new ProviderError("provider_nonsense", "an empty answer");
}

function tooLarge(): ProviderError {
  return new ProviderError(
    "provider_nonsense",
    `an event of more than ${maxEventLength} characters`,
  );
}
