import { cutText } from "./cut-text.ts";
import type { PendingAppend } from "./flush-chunks.ts";

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
 * One generation's way into the log: gathers text until the flusher takes it. `text` is what the
 * database has; pending text is not shown to anybody.
 */
export class ChunkWriter {
  readonly identity: Readonly<Omit<WriterIdentity, "lastSeq">>;
  readonly #abort = new AbortController();
  /** Aborts with a `WriterAborted` when this worker has to let go of the generation. */
  readonly signal = this.#abort.signal;
  readonly #onPending: (writer: ChunkWriter) => void;
  readonly #committed: string[] = [];
  #lastSeq: number;
  #pending = "";
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

  /** All committed text of this attempt. */
  get text(): string {
    return this.#committed.join("");
  }

  /** Whether there is text for the next flush. */
  get hasPending(): boolean {
    return !this.#ended && this.#pending !== "";
  }

  /**
   * Adds text. Returns nothing, or a promise to wait for before adding more when the database
   * is behind.
   */
  append(text: string): Promise<void> | undefined {
    if (this.signal.aborted || this.#ended || text === "") return undefined;
    this.#pending += text;
    this.#onPending(this);
    return this.#pending.length > pendingLimit ? this.#settled() : undefined;
  }

  /**
   * Takes no more text, and no order to stop or hand over any more. Resolves when no flush is on
   * its way, so that `lastSeq` is certain, with what is still to be logged as bodies of chunks.
   */
  async end(): Promise<string[]> {
    this.#ended = true;
    while (this.#inFlight) await this.#change();
    const rest = cutText(this.#pending);
    this.#pending = "";
    return rest;
  }

  /** Takes pending text for a flush; the same again until that flush has been answered. */
  take(): PendingAppend {
    if (!this.#inFlight) {
      const texts = this.#ended ? [] : cutText(this.#pending, { most: chunksPerFlush });
      this.#pending = this.#pending.slice(texts.reduce((sum, text) => sum + text.length, 0));
      this.#inFlight = { ...this.identity, lastSeq: this.#lastSeq, texts };
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

  /** Ends the writer: what is pending is dropped, for nobody has seen it. */
  abort(end: WriterEnd): void {
    if (this.signal.aborted || (this.#ended && end !== "fenced")) return;
    this.#pending = "";
    this.#abort.abort(new WriterAborted(end));
    this.#wake();
  }

  #advance(append: PendingAppend): void {
    this.#lastSeq = append.lastSeq + append.texts.length;
    for (const text of append.texts) this.#committed.push(text);
    if (this.hasPending) this.#onPending(this);
  }

  /** Resolves when nothing is pending or on its way, or when the writer has been aborted. */
  async #settled(): Promise<void> {
    while (!this.signal.aborted && (this.#pending !== "" || this.#inFlight)) await this.#change();
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
