/** Time between two calls of one line that may go on, in milliseconds: a server that is back is not overrun. */
const apartMs = 50;

/** A wait that has changed by less is not told again, in milliseconds. */
const noticeableMs = 500;

/** A call that waits. */
export interface Waiter {
  userId: string;
  signal: AbortSignal;
  /** Told how many milliseconds are left, whenever that changes. */
  told(ms: number): void;
}

interface Place {
  told(ms: number): void;
  leave(): void;
}

/**
 * Calls that wait for the end of a provider's pause. They go on one by one, and people take turns: a
 * person with one call waits for one call of each other person, however many those have.
 */
export class WaitingLine {
  readonly #pausedUntil: () => number;
  readonly #emptied: () => void;
  /** By person; the one whose turn is next comes first. */
  readonly #places = new Map<string, Set<Place>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Until when those who wait have been told that they do; `performance.now()`. */
  #toldUntil = 0;

  /**
   * @param pausedUntil returns when the pause currently ends; `performance.now()`
   * @param emptied called when no call waits any more
   */
  constructor(pausedUntil: () => number, emptied: () => void) {
    this.#pausedUntil = pausedUntil;
    this.#emptied = emptied;
  }

  /** How many calls wait. */
  get length(): number {
    let sum = 0;
    for (const places of this.#places.values()) sum += places.size;
    return sum;
  }

  /** Resolves when it is the call's turn; rejects with the signal's reason when that aborts. */
  join({ userId, signal, told }: Waiter): Promise<void> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const onAbort = () => {
      this.#remove(userId, place);
      reject(signal.reason);
    };
    const place: Place = {
      told,
      leave() {
        signal.removeEventListener("abort", onAbort);
        resolve();
      },
    };
    signal.addEventListener("abort", onAbort, { once: true });
    const others = this.#places.get(userId);
    if (others) others.add(place);
    else this.#places.set(userId, new Set([place]));
    this.#toldUntil = Math.max(this.#toldUntil, this.#pausedUntil());
    told(this.#remaining());
    if (this.#timer === undefined) this.#wait(this.#remaining() + Math.random() * apartMs);
    return promise;
  }

  /** The pause has become longer or shorter. */
  changed(): void {
    if (this.#places.size === 0) return;
    const until = this.#pausedUntil();
    if (until > this.#toldUntil + noticeableMs) {
      this.#toldUntil = until;
      for (const places of this.#places.values())
        for (const { told } of places) told(this.#remaining());
    }
    this.#wait(this.#remaining() + Math.random() * apartMs);
  }

  #remaining(): number {
    return Math.max(0, this.#pausedUntil() - performance.now());
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#next(), ms);
  }

  /** Lets one call go on, unless the pause has been prolonged. */
  #next(): void {
    const remaining = this.#remaining();
    if (remaining > 0) return this.#wait(remaining);
    for (const [userId, places] of this.#places) {
      const [place] = places;
      if (!place) continue;
      this.#remove(userId, place);
      // Behind the others, for the next round.
      if (places.size > 0) {
        this.#places.delete(userId);
        this.#places.set(userId, places);
      }
      place.leave();
      break;
    }
    if (this.#places.size > 0) this.#wait(apartMs);
  }

  #remove(userId: string, place: Place): void {
    const places = this.#places.get(userId);
    places?.delete(place);
    if (places?.size === 0) this.#places.delete(userId);
    if (this.#places.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#emptied();
  }
}
