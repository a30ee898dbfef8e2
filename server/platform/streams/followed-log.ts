/** A numbered entry of a gapless log. */
interface Numbered {
  seq: number;
}

/** Entries kept per followed log, so that followers that keep up never read the database. */
const tailLength = 256;

/** A log that is followed on this node. */
export interface FollowedLog<E extends Numbered> {
  /** Contiguous newest entries; `head` is the number of the last. */
  tail: E[];
  /** The highest number that the log is known to have reached. */
  head: number;
  /** The log has been deleted: its followers end. */
  gone: boolean;
  followers: number;
  waiting: Set<Bell<E>>;
}

/**
 * Takes new entries synchronously from the publisher: true when they were handled, false when they
 * should go through the follower, which then continues as if nothing had been offered.
 */
export type Express<E> = (entries: readonly E[]) => boolean;

/** Adds entries that were read or published to the tail, and wakes the waiting followers. */
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

/**
 * From memory: empty when the cursor is at the head, null when the tail does not reach back far
 * enough.
 */
export function entriesAfter<E extends Numbered>(log: FollowedLog<E>, cursor: number): E[] | null {
  if (cursor >= log.head) return [];
  const first = log.tail[0];
  if (!first || first.seq > cursor + 1) return null;
  return log.tail.slice(cursor + 1 - first.seq);
}

/**
 * A follower's position in its log, and its wait for news. It adds one abort listener rather than
 * one per wait, because there is a wait for every batch.
 */
export class Bell<E extends Numbered> implements Disposable {
  /** The number of the follower's last entry. */
  cursor: number;
  readonly #signal: AbortSignal;
  readonly #express: Express<E> | undefined;
  #ring: (() => void) | undefined;

  /** Ends the current wait. */
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

  /** Resolves when the log has passed the cursor or is deleted, or the signal has aborted. */
  beyond(log: FollowedLog<E>): Promise<void> | undefined {
    if (log.head > this.cursor || log.gone || this.#signal.aborted) return undefined;
    return new Promise((resolve) => {
      this.#ring = resolve;
      log.waiting.add(this);
    });
  }

  /**
   * The log has grown. Entries beyond the cursor are offered to the express; if it refuses, the
   * wait ends. Followers that are up to date are offered the same array, so it can be encoded once.
   */
  news(log: FollowedLog<E>, added: readonly E[]): void {
    // The follower's cursor is beyond everything read here so far.
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
