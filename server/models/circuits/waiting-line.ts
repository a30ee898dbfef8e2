/**
 * Pause between two calls of a queue, in milliseconds, so that a recovering server is not overrun.
 */
const apartMs = 50;

/** Smaller changes of a wait are not reported, in milliseconds. */
const noticeableMs = 500;

/** A call that waits. */
export interface Waiter {
  userId: string;
  signal: AbortSignal;
  /** Called with the milliseconds that are left, whenever they change. */
  told(ms: number): void;
}

interface Place {
  told(ms: number): void;
  leave(): void;
}

/**
 * Calls that wait for the end of a provider's pause. They continue one by one, and users take
 * turns: a user with one call waits for one call of each other user, however many those have.
 */
export class WaitingLine {
  readonly #pausedUntil: () => number;
  readonly #emptied: () => void;
  /** By user, in the order of their turns. */
  readonly #places = new Map<string, Set<Place>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** End of the wait as last reported to the waiting calls; `performance.now()`. */
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

  /** Call this when the pause has become longer or shorter. */
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

  /** Lets one call continue, unless the pause has been prolonged. */
  #next(): void {
    const remaining = this.#remaining();
    if (remaining > 0) return this.#wait(remaining);
    for (const [userId, places] of this.#places) {
      const [place] = places;
      if (!place) continue;
      this.#remove(userId, place);
      // The user goes to the end of the queue, for the next round.
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
