/** An entry of a gapless log, by its number. */
interface Numbered {
  seq: number;
}

/** Entries kept per followed log, so that followers that keep up never read the database. */
const tailLength = 256;

/** A log that is followed on this node. */
export interface FollowedLog<E extends Numbered> {
  /** Contiguous newest entries; `head` is the number of the last. */
  tail: E[];
  /** A number that the log is known to have reached. */
  head: number;
  /** It has been deleted: its followers end. */
  gone: boolean;
  followers: number;
  waiting: Set<Bell<E>>;
}

/**
 * Takes what comes next in the publisher's own turn: true when it has been handed on, false when
 * it is to come through the follower, which then goes on as if nothing had been offered.
 */
export type Express<E> = (entries: readonly E[]) => boolean;

/** Takes entries into the tail and wakes who waits for them, whoever read or published them. */
export function extend<E extends Numbered>(log: FollowedLog<E>, entries: readonly E[]): void {
  const before = log.head;
  for (const entry of entries) {
    if (entry.seq <= log.head) continue;
    if (entry.seq !== log.head + 1) log.tail = [];
    log.tail.push(entry);
    log.head = entry.seq;
  }
  if (log.tail.length > 2 * tailLength) log.tail = log.tail.slice(-tailLength);
  if (log.head === before || log.waiting.size === 0) return;
  for (const bell of Array.from(log.waiting)) bell.news(log, entries);
}

/** From memory: empty when the cursor is at the head, null when the tail does not reach back. */
export function entriesAfter<E extends Numbered>(log: FollowedLog<E>, cursor: number): E[] | null {
  if (cursor >= log.head) return [];
  const first = log.tail[0];
  if (!first || first.seq > cursor + 1) return null;
  return log.tail.slice(cursor + 1 - first.seq);
}

/**
 * One follower's place in its log and its wait for news. It listens to the signal once and not at
 * every wait: there is a wait for every batch.
 */
export class Bell<E extends Numbered> implements Disposable {
  /** The number of the last entry that the follower has. */
  cursor: number;
  readonly #signal: AbortSignal;
  readonly #express: Express<E> | undefined;
  #ring: (() => void) | undefined;

  /** Ends the present wait. */
  readonly ring = () => {
    const ring = this.#ring;
    this.#ring = undefined;
    ring?.();
  };

  constructor(cursor: number, signal: AbortSignal, express: Express<E> | undefined) {
    this.cursor = cursor;
    this.#signal = signal;
    this.#express = express;
    signal.addEventListener("abort", this.ring);
  }

  /** Resolves when the log has gone beyond the cursor or is deleted, or the signal has aborted. */
  beyond(log: FollowedLog<E>): Promise<void> | undefined {
    if (log.head > this.cursor || log.gone || this.#signal.aborted) return undefined;
    return new Promise((resolve) => {
      this.#ring = resolve;
      log.waiting.add(this);
    });
  }

  /**
   * The log has grown. What is beyond the cursor the express takes, and the wait goes on; else the
   * wait ends. Followers that are up to date are offered the same array, so it can be encoded once.
   */
  news(log: FollowedLog<E>, added: readonly E[]): void {
    // One who came with a later cursor than anything read here yet.
    if (log.head <= this.cursor) return;
    if (this.#express && this.#ring && !this.#signal.aborted) {
      const isNext = added[0]?.seq === this.cursor + 1 && added.at(-1)?.seq === log.head;
      const entries = isNext ? added : entriesAfter(log, this.cursor);
      if (entries && this.#express(entries)) {
        this.cursor = log.head;
        return;
      }
    }
    log.waiting.delete(this);
    this.ring();
  }

  [Symbol.dispose](): void {
    this.#signal.removeEventListener("abort", this.ring);
  }
}
