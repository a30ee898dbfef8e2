/** One entry of a durable, gapless log. */
export interface LogEntry {
  seq: number;
}

/** A log and the number after which its entries are wanted. */
export interface LogPosition {
  id: string;
  after: number;
}

/** Entries of one log, ascending and gapless. */
export interface LogPage<E extends LogEntry> {
  id: string;
  entries: E[];
  /** The page is full, so there may be more. */
  more: boolean;
}

/** How the hub reads what it does not hold. */
export interface LogReader<E extends LogEntry> {
  /** The next page of one log; empty at its end. */
  read(position: LogPosition): Promise<E[]>;
  /** The next pages of many logs in one statement. */
  readMany(positions: LogPosition[]): Promise<LogPage<E>[]>;
}

/** Entries kept per followed log, so that followers that keep up never read the database. */
const tailLength = 256;

/** Pause after a failed read of hinted logs, in milliseconds; short beside the 2 s a reader may lag. */
const retryMs = 500;

interface FollowedLog<E> {
  /** Contiguous newest entries; `head` is the number of the last. */
  tail: E[];
  head: number;
  followers: number;
  waiting: Set<() => void>;
}

/**
 * Lets any number of followers on this node read durable logs, each at its own pace.
 *
 * A follower pulls: it asks for what comes after its cursor and gets it from memory when the
 * tail reaches that far back, else from the database. So a slow one costs no queue, and none
 * can miss or repeat an entry. `publish` brings entries committed by this node, `hint` says
 * that another node has committed some.
 */
export class LogHub<E extends LogEntry> {
  readonly #logs = new Map<string, FollowedLog<E>>();
  readonly #reader: LogReader<E>;
  readonly #hinted = new Set<string>();
  readonly #onError: (error: unknown) => void;
  #reading = false;

  constructor(reader: LogReader<E>, onError: (error: unknown) => void) {
    this.#reader = reader;
    this.#onError = onError;
  }

  /** Hands entries that this node has committed to their followers. */
  publish(id: string, entries: readonly E[]): void {
    const log = this.#logs.get(id);
    if (log) this.#extend(log, entries);
  }

  /** Says that logs may have grown: what is followed here gets read, in one statement. */
  hint(ids: Iterable<string>): void {
    for (const id of ids) if (this.#logs.has(id)) this.#hinted.add(id);
    void this.#readHinted();
  }

  /** Says that any log may have grown, after notices may have been missed. */
  hintAll(): void {
    this.hint(this.#logs.keys());
  }

  /**
   * Yields what comes after `after`, then what comes later, a batch at a time, until the signal
   * aborts. Registers before it reads, so nothing falls between.
   */
  async *follow(position: LogPosition, signal: AbortSignal): AsyncGenerator<E[], void, undefined> {
    const log = this.#acquire(position.id);
    try {
      let cursor = position.after;
      let readFirst = true;
      while (!signal.aborted) {
        let entries: E[] | null = readFirst ? null : entriesAfter(log, cursor);
        readFirst = false;
        if (entries === null) {
          entries = await this.#reader.read({ id: position.id, after: cursor });
          this.#raiseHead(log, entries);
          readFirst = entries.length > 0;
        }
        const last = entries.at(-1);
        if (last) {
          cursor = last.seq;
          yield entries;
        } else {
          await waitBeyond(log, cursor, signal);
        }
      }
    } finally {
      this.#release(position.id, log);
    }
  }

  #acquire(id: string): FollowedLog<E> {
    const log = this.#logs.get(id) ?? { tail: [], head: 0, followers: 0, waiting: new Set() };
    log.followers++;
    this.#logs.set(id, log);
    return log;
  }

  #release(id: string, log: FollowedLog<E>): void {
    log.followers--;
    if (log.followers === 0) this.#logs.delete(id);
  }

  /** A read by one follower tells how far the log is, but its page need not join the tail. */
  #raiseHead(log: FollowedLog<E>, entries: E[]): void {
    const last = entries.at(-1);
    if (last && last.seq > log.head) {
      log.head = last.seq;
      log.tail = entries.slice(-tailLength);
    }
  }

  #extend(log: FollowedLog<E>, entries: readonly E[]): void {
    for (const entry of entries) {
      if (entry.seq <= log.head) continue;
      if (entry.seq !== log.head + 1) log.tail = [];
      log.tail.push(entry);
      log.head = entry.seq;
    }
    if (log.tail.length > 2 * tailLength) log.tail = log.tail.slice(-tailLength);
    if (log.waiting.size === 0) return;
    const waiting = [...log.waiting];
    log.waiting.clear();
    for (const wake of waiting) wake();
  }

  async #readHinted(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#hinted.size > 0) {
        const positions = [...this.#hinted].flatMap((id) => {
          const log = this.#logs.get(id);
          return log ? [{ id, after: log.head }] : [];
        });
        this.#hinted.clear();
        if (positions.length > 0) await this.#readPages(positions);
      }
    } catch (error) {
      this.#onError(error);
      setTimeout(() => void this.#readHinted(), retryMs);
    } finally {
      this.#reading = false;
    }
  }

  async #readPages(positions: LogPosition[]): Promise<void> {
    try {
      for (const page of await this.#reader.readMany(positions)) {
        this.publish(page.id, page.entries);
        if (page.more) this.#hinted.add(page.id);
      }
    } catch (error) {
      for (const { id } of positions) this.#hinted.add(id);
      throw error;
    }
  }
}

/** From memory: empty when the cursor is at the head, null when the tail does not reach back. */
function entriesAfter<E extends LogEntry>(log: FollowedLog<E>, cursor: number): E[] | null {
  if (cursor >= log.head) return [];
  const first = log.tail[0];
  if (!first || first.seq > cursor + 1) return null;
  return log.tail.slice(cursor + 1 - first.seq);
}

function waitBeyond<E extends LogEntry>(
  log: FollowedLog<E>,
  cursor: number,
  signal: AbortSignal,
): Promise<void> {
  if (log.head > cursor || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = () => {
      signal.removeEventListener("abort", wake);
      log.waiting.delete(wake);
      resolve();
    };
    log.waiting.add(wake);
    signal.addEventListener("abort", wake, { once: true });
  });
}
