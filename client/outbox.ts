import { backoffMs } from "./backoff.ts";
import { createValue } from "./observable.ts";
import { choicesForThread, isBelow, isFirstMessage, sendable } from "./outbox-plan.ts";
import type { OutboxStorage } from "./outbox-storage.ts";
import { isRetryable, type RequestError, toRequestError } from "./request-error.ts";
import { chosenFields, type InferenceChoice } from "./state/inference-choice.ts";
import type { Observable, OutboxEntry, Wording } from "./types.ts";

export interface OutboxOptions<Answer> {
  storage: OutboxStorage;
  /** Sends one entry under its own ids; the server recognises a retry. */
  send(entry: OutboxEntry): Promise<Answer>;
  /** Called just before an entry is removed because the server has the message. */
  onSent(entry: OutboxEntry, answer: Answer): void;
  isConnected(): boolean;
  /** Only entries of this user are sent; null before a user is signed in. */
  userId(): string | null;
  /** Whether all entries are the same user's, so that they need not wait until that user is known. */
  isOneUsers?: boolean | undefined;
}

/** How long an unsent message is shown as being sent, in milliseconds. */
const sendingMs = 1_000;

/** How long another tab has to send its own entry before this one helps, in milliseconds. */
const adoptMs = 5_000;

/** Pauses between failed attempts while connected. */
const retryBackoff = { baseMs: 1_000, capMs: 30_000 };

/** This tab's state of an entry, besides what is stored. */
interface Progress {
  attempts: number;
  inFlight: boolean;
  /** Earliest time of the next attempt, by `performance.now()`. */
  notBefore: number;
  /** Whether a restored connection ends the wait. */
  endsWithOutage: boolean;
}

/** Unsent messages: each is sent until the server has it, refuses it, or the user discards it. */
export class Outbox<Answer> {
  readonly #options: OutboxOptions<Answer>;
  readonly #all = createValue<readonly OutboxEntry[]>([]);
  readonly #shown = createValue<readonly OutboxEntry[]>([]);
  readonly #progress = new Map<string, Progress>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #stopListening: (() => void) | undefined;
  #closed = false;

  constructor(options: OutboxOptions<Answer>) {
    this.#options = options;
    this.#all.set(options.storage.load());
    for (const entry of this.#all.get()) this.#expectSent(entry.id);
    this.#show();
    this.#stopListening = options.storage.subscribe?.(() => this.#takeOver());
  }

  /** The current user's entries, oldest first. */
  get entries(): Observable<readonly OutboxEntry[]> {
    return this.#shown;
  }

  /** Stores an entry and sends it as soon as possible. */
  add(entry: OutboxEntry): void {
    this.#all.set([...this.#all.get(), entry]);
    this.#options.storage.save(entry);
    this.#expectSent(entry.id);
    this.flush();
  }

  /** Sends an entry now, regardless of any wait. */
  retry(id: string): void {
    const entry = this.#find(id);
    if (!entry || entry.threadDeleted || this.#progress.get(id)?.inFlight) return;
    this.#progress.delete(id);
    this.#change(entry, { state: "sending", error: undefined, retryAt: undefined });
    this.#expectSent(id);
    this.flush();
  }

  /**
   * Removes an entry and returns its content, or null when it is already gone. The first entry that
   * answers its reply takes its place, and the others answer that one.
   */
  discard(id: string): Wording | null {
    const entry = this.#find(id);
    // Another tab may have removed it a moment ago.
    const isHere = this.#options.storage.has(id);
    if (entry) {
      if (isHere) this.#passOn(entry);
      this.#forget(id);
    }
    this.flush();
    if (!entry || !isHere) return null;
    const { text, attachments = [], answerBy } = entry;
    return { text, attachments, ...(answerBy ? { answerBy } : {}) };
  }

  /**
   * Changes the choices of a thread whose first message is still unsent.
   *
   * @returns false when there is no such message, so that the change has to go to the server
   */
  chooseInference(threadId: string, choice: InferenceChoice): boolean {
    const first = this.#all
      .get()
      .find((entry) => entry.threadId === threadId && isFirstMessage(entry));
    if (!first || this.#progress.get(first.id)?.inFlight) return false;
    this.#change(first, chosenFields(choice));
    return true;
  }

  /** The server has these messages, according to its feed: removes their entries. */
  acknowledge(ids: readonly string[]): void {
    for (const id of ids) if (this.#find(id)) this.#forget(id);
    if (ids.length > 0) this.flush();
  }

  /**
   * The threads of these messages were deleted. Entries being sent get their own response first.
   */
  strand(ids: readonly string[]): void {
    for (const id of ids) {
      const entry = this.#find(id);
      if (!entry || entry.threadDeleted || this.#progress.get(id)?.inFlight) continue;
      this.#change(entry, {
        state: "refused",
        error: { code: "not_found" },
        retryAt: undefined,
        threadDeleted: true,
      });
    }
  }

  /** Ends waits that are no longer necessary: the connection is back, or a user has signed in. */
  resume(): void {
    for (const progress of this.#progress.values())
      if (progress.endsWithOutage) progress.notBefore = 0;
    this.flush();
  }

  /** Sends all entries that may be sent. */
  flush(): void {
    if (this.#closed) return;
    const userId = this.#options.userId();
    if (userId !== null) this.#claim(userId);
    this.#show();
    const isKnown = userId !== null || this.#options.isOneUsers;
    if (!isKnown || !this.#options.isConnected()) return;
    const now = performance.now();
    const standing = (id: string) => {
      const { inFlight, notBefore } = this.#progressOf(id);
      return { inFlight, held: now < notBefore };
    };
    for (const entry of sendable(this.#shown.get(), standing)) {
      // Another tab may have discarded or sent it a moment ago.
      if (this.#options.storage.has(entry.id)) void this.#attempt(entry);
      else this.#forget(entry.id);
    }
  }

  close(): void {
    this.#closed = true;
    this.#stopListening?.();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #attempt(entry: OutboxEntry): Promise<void> {
    const progress = this.#progressOf(entry.id);
    progress.inFlight = true;
    if (entry.retryAt !== undefined) this.#change(entry, { state: "sending", retryAt: undefined });
    try {
      const answer = await this.#options.send(entry);
      if (this.#closed) return;
      this.#options.onSent(entry, answer);
      this.#forget(entry.id);
    } catch (cause) {
      progress.inFlight = false;
      if (this.#closed || !this.#find(entry.id)) return;
      this.#failed(entry, progress, toRequestError(cause));
    }
    this.flush();
  }

  #failed(entry: OutboxEntry, progress: Progress, error: RequestError): void {
    if (!isRetryable(error)) {
      this.#change(entry, {
        state: "refused",
        error: { code: error.code, retryAfterMs: error.retryAfterMs },
      });
      return;
    }
    const waitMs = Math.max(error.retryAfterMs ?? 0, backoffMs(progress.attempts++, retryBackoff));
    progress.endsWithOutage = error.code === "unavailable";
    if (error.code === "rate_limited")
      this.#change(entry, { state: "waiting", retryAt: Date.now() + waitMs });
    this.#hold(progress, waitMs);
    this.#expectSent(entry.id);
  }

  /** Another tab has changed the storage. */
  #takeOver(): void {
    const known = new Map(this.#all.get().map((entry) => [entry.id, entry]));
    const stored = this.#options.storage.load();
    for (const { id } of stored) if (!known.has(id)) this.#hold(this.#progressOf(id), adoptMs);
    this.#all.set(stored.map((entry) => merge(known.get(entry.id), entry)));
    this.flush();
  }

  /** Entries written before a user was signed in belong to the first user who is. */
  #claim(userId: string): void {
    for (const entry of this.#all.get())
      if (entry.userId === undefined) this.#change(entry, { userId });
  }

  #passOn(lost: OutboxEntry): void {
    const [first, ...others] = this.#all.get().filter((next) => isBelow(next, lost));
    if (!first) return;
    const { parentId, queued } = lost;
    this.#change(first, { parentId, queued, ...choicesForThread(first, lost) });
    for (const other of others) this.#change(other, { parentId: first.replyId });
  }

  #hold(progress: Progress, ms: number): void {
    progress.notBefore = performance.now() + ms;
    this.#after(ms, () => this.flush());
  }

  /** Shows an entry as "not sent" if it has not left by then. */
  #expectSent(id: string): void {
    this.#after(sendingMs, () => {
      if (this.#find(id)?.state !== "sending" || this.#progress.get(id)?.inFlight) return;
      this.#all.set(
        this.#all.get().map((entry) => (entry.id === id ? { ...entry, state: "waiting" } : entry)),
      );
      this.#show();
    });
  }

  #after(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }

  #change({ id }: OutboxEntry, change: Partial<OutboxEntry>): void {
    const changed = this.#all
      .get()
      .map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
    this.#all.set(changed);
    const stored = changed.find((entry) => entry.id === id);
    // An entry that another tab has just discarded must not come back.
    if (stored && this.#options.storage.has(id)) this.#options.storage.save(stored);
    this.#show();
  }

  #forget(id: string): void {
    this.#progress.delete(id);
    this.#options.storage.remove(id);
    this.#all.set(this.#all.get().filter((entry) => entry.id !== id));
    this.#show();
  }

  #show(): void {
    const userId = this.#options.userId();
    const shown = this.#all
      .get()
      .filter((entry) => userId === null || (entry.userId ?? userId) === userId);
    const before = this.#shown.get();
    const isSame = shown.length === before.length && shown.every((entry, i) => entry === before[i]);
    if (!isSame) this.#shown.set(shown);
  }

  #find(id: string): OutboxEntry | undefined {
    return this.#all.get().find((entry) => entry.id === id);
  }

  #progressOf(id: string): Progress {
    const known = this.#progress.get(id) ?? {
      attempts: 0,
      inFlight: false,
      notBefore: 0,
      endsWithOutage: false,
    };
    this.#progress.set(id, known);
    return known;
  }
}

/** Another tab's copy wins where it decides: refused there, or retried there. */
function merge(known: OutboxEntry | undefined, stored: OutboxEntry): OutboxEntry {
  if (!known) return stored;
  return (known.state === "refused") === (stored.state === "refused") ? known : stored;
}
