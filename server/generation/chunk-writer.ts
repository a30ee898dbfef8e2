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

/** Longest body of one chunk, in UTF-16 code units: an event of it fits well into a socket's buffer. */
const chunkLength = 32_768;

/** Text a provider may run ahead of the database, in UTF-16 code units, before it has to wait. */
const pendingLimit = 262_144;

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
  readonly #onPending: (writer: ChunkWriter) => void;
  readonly #committed: string[] = [];
  #lastSeq: number;
  #pending = "";
  #inFlight: PendingAppend | undefined;
  #waiting: (() => void)[] = [];

  constructor(identity: WriterIdentity, onPending: (writer: ChunkWriter) => void) {
    this.identity = identity;
    this.#lastSeq = identity.lastSeq;
    this.#onPending = onPending;
  }

  /** Aborts with a `WriterAborted` when this worker has to let go of the generation. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The head of the log as committed. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** All committed text of this attempt. */
  get text(): string {
    return this.#committed.join("");
  }

  get hasPending(): boolean {
    return this.#pending !== "";
  }

  /**
   * Adds text. Returns nothing, or a promise to wait for before adding more when the database
   * is behind.
   */
  append(text: string): Promise<void> | undefined {
    if (this.signal.aborted || text === "") return undefined;
    this.#pending += text;
    this.#onPending(this);
    return this.#pending.length > pendingLimit ? this.settled() : undefined;
  }

  /** Resolves when nothing is pending or on its way, or when the writer has been aborted. */
  async settled(): Promise<void> {
    while (!this.signal.aborted && (this.#pending !== "" || this.#inFlight)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Resolves when no flush of this writer is on its way, so that `lastSeq` is certain. */
  async landed(): Promise<void> {
    while (this.#inFlight) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** What is still pending, as bodies of chunks, for the transaction that ends the log. */
  takeRest(): string[] {
    const rest = cut(this.#pending);
    this.#pending = "";
    return rest;
  }

  /** Takes what is pending for a flush; the same again until the flush has been answered. */
  take(): PendingAppend {
    this.#inFlight ??= { ...this.identity, lastSeq: this.#lastSeq, texts: cut(this.#pending) };
    if (this.#inFlight.texts.length > 0)
      this.#pending = this.#pending.slice(lengthOf(this.#inFlight.texts));
    return this.#inFlight;
  }

  /** The flush that took `append` was answered: committed, or refused because of another owner. */
  answered(append: PendingAppend, taken: boolean): void {
    this.#inFlight = undefined;
    if (!taken) this.abort("fenced");
    else this.#advance(append);
    this.#wake();
  }

  #advance(append: PendingAppend): void {
    this.#lastSeq = append.lastSeq + append.texts.length;
    for (const text of append.texts) this.#committed.push(text);
  }

  /** Ends the writer: what is pending is dropped, for nobody has seen it. */
  abort(end: WriterEnd): void {
    if (this.signal.aborted) return;
    this.#pending = "";
    this.#abort.abort(new WriterAborted(end));
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** Cuts text into bodies of bounded length, never between the halves of a surrogate pair. */
function cut(text: string): string[] {
  const bodies: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + chunkLength, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end--;
    bodies.push(text.slice(start, end));
    start = end;
  }
  return bodies;
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
