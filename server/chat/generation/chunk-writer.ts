import type { PendingAppend } from "./flush-chunks.ts";
import type { Flush } from "./trace-reply.ts";
import { addPiece, cutPieces, lengthOf, type LogPiece } from "./log-piece.ts";

/** Why a worker stops writing a generation before the provider has finished. */
export type WriterEnd = "fenced" | "stop" | "handover";

/** Aborts a writer with one of these reasons. */
export class WriterAborted extends Error {
  override readonly name = "WriterAborted";
  readonly end: WriterEnd;

  constructor(end: WriterEnd) {
    super(`the generation is to end here: ${end}`);
    this.end = end;
  }
}

/**
 * Text that a provider may be ahead of the database before it has to wait, in UTF-16 code units.
 */
const pendingLimit = 262_144;

/** Chunks that one generation adds per flush, so that a flood does not delay the others. */
const chunksPerFlush = 8;

/**
 * Flushes after which a writer whose provider had to wait still counts as behind: one takes nearly
 * all that is pending, the next one the rest, and only then the provider goes on.
 */
const behindForFlushes = 2;

/** The written generation, its attempt and its owner. */
export interface WriterIdentity {
  generationId: string;
  fence: number;
  attempt: number;
  lastSeq: number;
  /** Called after each flush that wrote some of it; undefined where nothing follows them. */
  flushed?: ((flush: Flush) => void) | undefined;
}

/**
 * Collects one generation's pieces until the flusher takes them. Readers see only committed pieces.
 */
export class ChunkWriter {
  readonly identity: Readonly<Omit<WriterIdentity, "lastSeq" | "flushed">>;
  readonly flushed: WriterIdentity["flushed"];
  readonly #abort = new AbortController();
  /** Aborts with a `WriterAborted` when this worker has to let go of the generation. */
  readonly signal = this.#abort.signal;
  readonly #onPending: (writer: ChunkWriter) => void;
  readonly #committed: LogPiece[] = [];
  #lastSeq: number;
  #pending: LogPiece[] = [];
  /** Number of characters in `#pending`. */
  #pendingLength = 0;
  /** Flushes since the provider had to wait. */
  #flushesSinceWait = Infinity;
  #inFlight: PendingAppend | undefined;
  #ended = false;
  #waiting: (() => void)[] = [];

  constructor(
    { lastSeq, flushed, ...identity }: WriterIdentity,
    onPending: (writer: ChunkWriter) => void,
  ) {
    this.identity = identity;
    this.flushed = flushed;
    this.#lastSeq = lastSeq;
    this.#onPending = onPending;
  }

  /** The last committed `seq` of the log. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** All committed pieces of this attempt. */
  get committed(): readonly LogPiece[] {
    return this.#committed;
  }

  /** Whether there is something for the next flush. */
  get hasPending(): boolean {
    return !this.#ended && this.#pending.length > 0;
  }

  /** Whether the provider waits for flushes, or may soon have to. */
  get isBehind(): boolean {
    return this.#pendingLength > pendingLimit / 2 || this.#flushesSinceWait <= behindForFlushes;
  }

  /**
   * Adds text or another part event. If the database is behind, returns a promise to await before
   * adding more.
   */
  append(piece: LogPiece): Promise<void> | undefined {
    if (this.signal.aborted || this.#ended || piece === "") return undefined;
    addPiece(this.#pending, piece);
    this.#pendingLength += lengthOf(piece);
    this.#onPending(this);
    if (this.#pendingLength <= pendingLimit) return undefined;
    this.#flushesSinceWait = 0;
    return this.#settled();
  }

  /**
   * Ends the writer: it accepts no more text, stop or handover. Resolves once no flush is in
   * flight, so `lastSeq` is final, with the pieces still to be logged, one per chunk.
   */
  async end(): Promise<LogPiece[]> {
    this.#ended = true;
    while (this.#inFlight) await this.#change();
    const { cut } = cutPieces(this.#pending);
    this.#setPending([]);
    return cut;
  }

  /** Takes the pending pieces for a flush; returns the same append until its flush is answered. */
  take(): PendingAppend {
    if (!this.#inFlight) {
      const { cut, rest } = this.#ended
        ? { cut: [], rest: this.#pending }
        : cutPieces(this.#pending, chunksPerFlush);
      this.#setPending(rest);
      this.#flushesSinceWait++;
      this.#inFlight = { ...this.identity, lastSeq: this.#lastSeq, pieces: cut };
    }
    return this.#inFlight;
  }

  /**
   * The flush of `append` was answered: committed, or refused because the generation has another
   * owner.
   */
  answered(append: PendingAppend, taken: boolean): void {
    this.#inFlight = undefined;
    if (!taken) this.abort("fenced");
    else this.#advance(append);
    this.#wake();
  }

  /** Aborts the writer. Pending text, which no reader has seen, is dropped. */
  abort(end: WriterEnd): void {
    if (this.signal.aborted || (this.#ended && end !== "fenced")) return;
    this.#setPending([]);
    this.#abort.abort(new WriterAborted(end));
    this.#wake();
  }

  #advance(append: PendingAppend): void {
    this.#lastSeq = append.lastSeq + append.pieces.length;
    for (const piece of append.pieces) this.#committed.push(piece);
    if (this.hasPending) this.#onPending(this);
  }

  #setPending(pieces: LogPiece[]): void {
    this.#pending = pieces;
    this.#pendingLength = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  }

  /** Resolves when nothing is pending or in flight, or when the writer has been aborted. */
  async #settled(): Promise<void> {
    while (!this.signal.aborted && (this.#pending.length > 0 || this.#inFlight))
      await this.#change();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
