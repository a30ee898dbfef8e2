import type { Part } from "../../../shared/parts.ts";
import type { Replacement, ReplySink, ShownHistory } from "../../models/provider.ts";
import type { ChunkWriter } from "./chunk-writer.ts";
import { createDeltaCleaner } from "./clean-deltas.ts";
import { ReplyFull, ReplyRoom } from "./reply-room.ts";

/** Shorter thinking is over before its duration could be read, in milliseconds. */
const shortestToldMs = 1_000;

/** Where a provider's reply goes, and whether there is room for more. */
export interface PartSink extends ReplySink {
  /**
   * Whether the reply has reached its longest length; then the provider's call has been aborted.
   */
  readonly isFull: boolean;
  /** The fallback model that writes the reply; null while it is the requested one. */
  readonly writtenBy: string | null;
  /** The provider's call has ended: a pending lone surrogate is written as U+FFFD. */
  end(): void;
}

/** Options of a sink. */
export interface PartSinkOptions {
  /** Longest reply in bytes of UTF-8, including its reasoning; a longer one is cut off. */
  mostBytes: number;
  /** Notices about how much of the conversation the model was shown. */
  noticesOf(view: ShownHistory): readonly Part[];
  /** Called when the reply begins to wait for a busy model, and when that is over. */
  waits?: ((isWaiting: boolean) => void) | undefined;
}

/**
 * Turns a provider's reply into part events: thoughts open a reasoning part, and the first text
 * after them closes it. Notices precede both. This is the only place where a reply's text is made
 * fit for Postgres and JSON.
 */
export function createPartSink(
  writer: ChunkWriter,
  { mostBytes, noticesOf, waits }: PartSinkOptions,
): PartSink {
  const room = new ReplyRoom(mostBytes);
  const hangUp = new AbortController();
  const startedAt = now();
  let isThinking = false;
  const opening = createOpening(writer, { noticesOf, waits });
  const intake = createIntake(room);
  const unlessFull = (behind: Promise<void> | undefined) => {
    if (room.isFull) hangUp.abort(new ReplyFull());
    hangUp.signal.throwIfAborted();
    return behind;
  };
  const open = () => {
    opening.say();
    const part = { kind: "reasoning" as const, text: "", startedAt: now(), endedAt: null };
    if (!isThinking) void writer.append({ type: "open", part });
    isThinking = true;
  };
  const close = () => {
    if (isThinking) void writer.append({ type: "close", at: now() });
    isThinking = false;
  };
  const addText = (text: string) => {
    opening.say();
    close();
    return writer.append(text);
  };
  const addThought = (text: string) => {
    open();
    return writer.append({ type: "append", text });
  };
  const flush = () => {
    const { thought, text } = intake.rest();
    if (thought !== "") void addThought(thought);
    if (text !== "") void addText(text);
  };
  return {
    signal: AbortSignal.any([writer.signal, hangUp.signal]),
    write: (text) => unlessFull(addText(intake.take("text", text))),
    think: (text) => unlessFull(addThought(intake.take("thought", text))),
    rethink() {
      flush();
      isThinking = false;
      void writer.append({ type: "rethink", startedAt, at: now() });
    },
    waiting: opening.waiting,
    shown: (view) => opening.shown(view),
    replaced: (by) => opening.replaced(by),
    get writtenBy() {
      return opening.writtenBy;
    },
    get isFull() {
      return room.isFull;
    },
    end: flush,
  };
}

/** The parts before the first text. Providers that report no view were shown everything. */
function createOpening(
  writer: ChunkWriter,
  { noticesOf, waits }: Pick<PartSinkOptions, "noticesOf" | "waits">,
) {
  const waiting = createWaiting(writer, waits);
  let parts = noticesOf({ from: 0, filesLeftOut: 0 });
  let writtenBy: string | null = null;
  return {
    waiting: waiting.tell,
    shown: (view: ShownHistory) => void (parts = noticesOf(view)),
    replaced({ model, asked, reason }: Replacement) {
      writtenBy = model;
      // A reply has one author: an earlier notice names a model that failed since.
      parts = parts.filter(({ kind }) => kind !== "substitute");
      parts = [...parts, { kind: "substitute", model, asked, reason }];
    },
    say() {
      waiting.end();
      for (const part of parts) void writer.append({ type: "open", part });
      parts = [];
    },
    get writtenBy() {
      return writtenBy;
    },
  };
}

/** Cleans text and cuts it to the remaining room. */
function createIntake(room: ReplyRoom) {
  // Separate cleaners: a character may be split over two deltas with a delta of the other kind
  // between them.
  const cleaners = { text: createDeltaCleaner(), thought: createDeltaCleaner() };
  return {
    take: (kind: "text" | "thought", text: string) => room.take(cleaners[kind].push(text)),
    rest: () => ({
      thought: room.take(cleaners.thought.flush()),
      text: room.take(cleaners.text.flush()),
    }),
  };
}

/** Reports waits for a busy model, which end with the first text at the latest. */
function createWaiting(writer: ChunkWriter, waits: PartSinkOptions["waits"]) {
  let isWaiting = false;
  const change = (isNow: boolean) => {
    if (isWaiting === isNow) return;
    isWaiting = isNow;
    waits?.(isNow);
  };
  return {
    end: () => change(false),
    tell(ms: number, ahead?: number) {
      change(ms > 0 || ahead !== undefined);
      tellWait(writer, ms, ahead);
    },
  };
}

/** Waits too short to be read are not reported, but the end of a longer one is. */
function tellWait(writer: ChunkWriter, ms: number, ahead?: number): void {
  if (ms > 0 && ms < shortestToldMs) return;
  const until = new Date(Date.now() + ms).toISOString();
  void writer.append({ type: "wait", until, ms, ...(ahead === undefined ? {} : { ahead }) });
}

function now(): string {
  return new Date().toISOString();
}
