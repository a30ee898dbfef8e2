import type { PendingAppend } from "./flush-chunks.ts";
import { addPiece, cutPieces, lengthOf, type LogPiece } from "./log-piece.ts";

/** Why a worker stops writing a generation before the provider is done. */
export type WriterEnd = "fenced" | "stop" | "handover";

/** Aborts a writer's work with one of the three reasons. */
export class WriterAborted extends Error {
  override readonly name = "WriterAborted";
  readonly end: WriterEnd;

  constructor(end: WriterEnd) {
    super(`the generation is to end here: ${end}`);
    this.end = end;
  }
}

/** Text a provider may run ahead of the database, in UTF-16 code units, before it has to wait. */
const pendingLimit = 262_144;

/** Chunks one generation adds in one flush, so that a flood does not hold up the others. */
const chunksPerFlush = 8;

/** Which generation is written, as which attempt of which owner. */
export interface WriterIdentity {
  generationId: string;
  fence: number;
  attempt: number;
  lastSeq: number;
}

/**
 * One generation's way into the log: gathers pieces until the flusher takes them. Only what is
 * committed is shown to readers.
 */
export class ChunkWriter {
  readonly identity: Readonly<Omit<WriterIdentity, "lastSeq">>;
  readonly #abort = new AbortController();
  /** Aborts with a `WriterAborted` when this worker has to let go of the generation. */
  readonly signal = this.#abort.signal;
  readonly #onPending: (writer: ChunkWriter) => void;
  readonly #committed: LogPiece[] = [];
  #lastSeq: number;
  #pending: LogPiece[] = [];
  /** Characters in `#pending`. */
  #pendingLength = 0;
  #inFlight: PendingAppend | undefined;
  #ended = false;
  #waiting: (() => void)[] = [];

  constructor({ lastSeq, ...identity }: WriterIdentity, onPending: (writer: ChunkWriter) => void) {
    this.identity = identity;
    this.#lastSeq = lastSeq;
    this.#onPending = onPending;
  }

  /** The head of the log as committed. */
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

  /**
   * Adds text or another event of the parts. Returns nothing, or a promise to wait for before
   * adding more when the database is behind.
   */
  append(piece: LogPiece): Promise<void> | undefined {
    if (this.signal.aborted || this.#ended || piece === "") return undefined;
    addPiece(this.#pending, piece);
    this.#pendingLength += lengthOf(piece);
    this.#onPending(this);
    return this.#pendingLength > pendingLimit ? this.#settled() : undefined;
  }

  /**
   * Takes no more text, and no order to stop or hand over any more. Resolves when no flush is on
   * its way, so that `lastSeq` is certain, with what is still to be logged, a piece for each chunk.
   */
  async end(): Promise<LogPiece[]> {
    this.#ended = true;
    while (this.#inFlight) await this.#change();
    const { cut } = cutPieces(this.#pending);
    this.#setPending([]);
    return cut;
  }

  /** Takes what is pending for a flush; the same again until that flush has been answered. */
  take(): PendingAppend {
    if (!this.#inFlight) {
      const { cut, rest } = this.#ended
        ? { cut: [], rest: this.#pending }
        : cutPieces(this.#pending, chunksPerFlush);
      this.#setPending(rest);
      this.#inFlight = { ...this.identity, lastSeq: this.#lastSeq, pieces: cut };
    }
    return this.#inFlight;
  }

  /** The flush that took `append` was answered: committed, or refused because of another owner. */
  answered(append: PendingAppend, taken: boolean): void {
    this.#inFlight = undefined;
    if (!taken) this.abort("fenced");
    else this.#advance(append);
    this.#wake();
  }

  /** Ends the writer: pending text, which no reader has seen, is dropped. */
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

  /** Resolves when nothing is pending or on its way, or when the writer has been aborted. */
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
