import { Bell, entriesAfter, type Express, extend, type FollowedLog } from "./followed-log.ts";

/** One entry of a durable, gapless log. */
export interface LogEntry {
  seq: number;
}

/** A log, and the number after which to read. */
export interface LogPosition {
  id: string;
  after: number;
}

/** Where to start following. */
export interface FollowPosition extends LogPosition {
  /** A number that the log is known to have reached; `after` if unknown. */
  reached?: number;
}

/** Entries of one log, ascending and gapless. */
export interface LogPage<E extends LogEntry> {
  id: string;
  entries: E[];
  /** The page is full, so there may be more. */
  more: boolean;
  /** The log has been deleted. Readers may leave this out: a log without news has no page. */
  gone?: boolean;
}

/** Reads the next page of each log in one statement; a log without news has no page. */
export type ReadPages<E extends LogEntry> = (positions: LogPosition[]) => Promise<LogPage<E>[]>;

/** Returns which of these logs have been deleted. */
export type FindGone = (ids: string[]) => Promise<string[]>;

/**
 * Pause after a failed read of hinted logs, in milliseconds; short compared to the 2 s a reader may
 * lag.
 */
const retryMs = 500;

/** Options of a follower. */
export interface FollowOptions<E> {
  express?: Express<E> | undefined;
  takePage?: (() => Promise<Disposable>) | undefined;
}

/**
 * Lets any number of followers on this node read durable logs, each at its own pace.
 *
 * A follower pulls: it asks for the entries after its cursor and gets them from memory when the
 * tail reaches that far back, otherwise from the database. So a slow one costs no queue, and none
 * can miss or repeat an entry. `publish` adds entries committed by this node; `hint` tells that
 * another node has committed some.
 */
export class LogHub<E extends LogEntry> {
  readonly #logs = new Map<string, FollowedLog<E>>();
  readonly #read: ReadPages<E>;
  readonly #hinted = new Set<string>();
  readonly #onError: (error: unknown) => void;
  readonly #findGone: FindGone;
  #readingHinted = false;
  #lookingForGone = false;

  /** @param findGone called after notices may have been lost; by default logs are never deleted */
  constructor(
    read: ReadPages<E>,
    onError: (error: unknown) => void,
    findGone: FindGone = async () => [],
  ) {
    this.#read = read;
    this.#onError = onError;
    this.#findGone = findGone;
  }

  /** The number of followers on this node. */
  get followers(): number {
    let total = 0;
    for (const log of this.#logs.values()) total += log.followers;
    return total;
  }

  /** Passes entries that this node has committed to their followers. */
  publish(id: string, entries: readonly E[]): void {
    const log = this.#logs.get(id);
    if (log) extend(log, entries);
  }

  /** Logs may have grown: reads those followed here, in one statement. */
  hint(ids: Iterable<string>): void {
    for (const id of ids) if (this.#logs.has(id)) this.#hinted.add(id);
    if (!this.#readingHinted) void this.#readHinted();
  }

  /** Any log may have grown or been deleted, because notices may have been lost. */
  hintAll(): void {
    this.hint(this.#logs.keys());
    if (this.#lookingForGone || this.#logs.size === 0) return;
    this.#lookingForGone = true;
    void this.#endGone([...this.#logs.keys()]).finally(() => (this.#lookingForGone = false));
  }

  /** A log may have been deleted: looks it up if it is followed here. */
  doubt(id: string): void {
    if (this.#logs.has(id)) void this.#endGone([id]);
  }

  /** A log has been deleted: its followers end, wherever they are in it. */
  end(id: string): void {
    const log = this.#logs.get(id);
    if (!log) return;
    log.gone = true;
    for (const bell of Array.from(log.waiting)) bell.ring();
    log.waiting.clear();
  }

  /**
   * Yields the entries after a number that the log has reached, then later ones, a batch at a time,
   * until the signal aborts or the log is deleted. Registers before it reads, so nothing is missed
   * in between. Throws read errors.
   *
   * @param options.express gets the first offer of entries that arrive while the follower waits;
   *   those it takes are not yielded
   * @param options.takePage waits for room before a page is read from the database; the room is
   *   released once the page is consumed
   */
  async *follow(
    { id, after, reached: known = after }: FollowPosition,
    signal: AbortSignal,
    { express, takePage }: FollowOptions<E> = {},
  ): AsyncGenerator<E[], void, undefined> {
    using bell = new Bell(after, signal, express);
    const log = this.#acquire(id, known);
    let room: Disposable | undefined;
    try {
      // Null reads from the database.
      let entries: E[] | null = null;
      while (!signal.aborted && !log.gone) {
        let more = false;
        if (entries === null) {
          room = await takePage?.();
          if (signal.aborted) return;
          const reached = log.head;
          const [page] = await this.#read([{ id, after: bell.cursor }]);
          if (page?.gone || (!page && reached > bell.cursor)) return;
          entries = page?.entries ?? [];
          more = page?.more ?? false;
          extend(log, entries);
        }
        const last = entries.at(-1);
        if (last) {
          bell.cursor = last.seq;
          yield entries;
        }
        // A suspended generator keeps its variables alive, so empty the array.
        if (room) entries.length = 0;
        room?.[Symbol.dispose]();
        room = undefined;
        if (!last) await bell.beyond(log);
        entries = more ? null : entriesAfter(log, bell.cursor);
      }
    } finally {
      room?.[Symbol.dispose]();
      log.waiting.delete(bell);
      this.#release(id, log);
    }
  }

  async #endGone(ids: string[]): Promise<void> {
    try {
      for (const id of await this.#findGone(ids)) this.end(id);
    } catch (error) {
      this.#onError(error);
    }
  }

  #acquire(id: string, reached: number): FollowedLog<E> {
    const log = this.#logs.get(id) ?? {
      tail: [],
      head: reached,
      gone: false,
      followers: 0,
      waiting: new Set(),
    };
    log.followers++;
    this.#logs.set(id, log);
    return log;
  }

  #release(id: string, log: FollowedLog<E>): void {
    log.followers--;
    if (log.followers === 0) this.#logs.delete(id);
  }

  async #readHinted(): Promise<void> {
    this.#readingHinted = true;
    while (this.#hinted.size > 0) {
      const positions = [...this.#hinted].flatMap((id) => {
        const log = this.#logs.get(id);
        return log ? [{ id, after: log.head }] : [];
      });
      this.#hinted.clear();
      if (positions.length > 0) await this.#readPages(positions);
    }
    this.#readingHinted = false;
  }

  async #readPages(positions: LogPosition[]): Promise<void> {
    try {
      for (const page of await this.#read(positions)) {
        if (page.gone) this.end(page.id);
        this.publish(page.id, page.entries);
        if (page.more) this.#hinted.add(page.id);
      }
    } catch (error) {
      this.#onError(error);
      for (const { id } of positions) this.#hinted.add(id);
      await Bun.sleep(retryMs);
    }
  }
}
