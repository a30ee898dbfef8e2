/**
 * Pause between two calls of a line, in milliseconds. After a provider's pause it starts with the
 * longest and halves with each call that leaves, so that a limit which is still reached refuses one
 * or two calls instead of all.
 */
const apartMs = { most: 400, least: 50 };

/**
 * Until the first call after a pause has been answered or refused, the others wait for this long:
 * servers refuse sooner. Milliseconds.
 */
const probeMs = 1_000;

/** Random delay, so that nodes do not call at the same moment, in milliseconds. */
const jitterMs = 100;

/** Smaller changes of a wait are not reported, in milliseconds. */
const noticeableMs = 500;

/** A call that waits. */
export interface Waiter {
  userId: string;
  /** When the call first waited; `performance.now()`. A user's oldest call goes first. */
  since: number;
  /** Whether the call had its turn and was refused: then it is its user's turn again. */
  isBack?: boolean;
  signal: AbortSignal;
  /** Called with the milliseconds that are left, whenever they change. */
  told(ms: number): void;
}

interface Place {
  since: number;
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
  /** By user, in the order of their turns; a user's calls are in the order of their age. */
  #places = new Map<string, Place[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** End of the wait as last reported to the waiting calls; `performance.now()`. */
  #toldUntil = 0;
  /** The pause that a call has been sent to test; `performance.now()`, like its end. */
  #probed = { pause: 0, until: 0 };
  #apartMs = apartMs.most;
  /** No call leaves before this time; `performance.now()`. */
  #notBefore = 0;

  /**
   * @param pausedUntil returns when the pause ends; in the past while no call has been answered
   *   since, and 0 afterwards; `performance.now()`
   * @param emptied called when no call waits any more
   */
  constructor(pausedUntil: () => number, emptied: () => void) {
    this.#pausedUntil = pausedUntil;
    this.#emptied = emptied;
  }

  /** How many calls wait. */
  get length(): number {
    let sum = 0;
    for (const places of this.#places.values()) sum += places.length;
    return sum;
  }

  /** When the oldest of them began to wait; `performance.now()`, infinite without any. */
  get oldestSince(): number {
    return Math.min(...[...this.#places.values()].flatMap(([first]) => first?.since ?? []));
  }

  /** Resolves when it is the call's turn; rejects with the signal's reason when that aborts. */
  join({ userId, since, isBack = false, signal, told }: Waiter): Promise<void> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const onAbort = () => {
      this.#remove(userId, place);
      reject(signal.reason);
    };
    const place: Place = {
      since,
      told,
      leave() {
        signal.removeEventListener("abort", onAbort);
        resolve();
      },
    };
    signal.addEventListener("abort", onAbort, { once: true });
    this.#add(userId, place, isBack);
    this.#toldUntil = Math.max(this.#toldUntil, this.#pausedUntil());
    told(this.#remaining());
    if (this.#timer === undefined) this.#wait(Math.random() * jitterMs);
    return promise;
  }

  /** Call this when the pause has become longer or shorter, or a call has been answered. */
  changed(): void {
    if (this.#places.size === 0) return;
    const until = this.#pausedUntil();
    if (until > this.#toldUntil + noticeableMs) {
      this.#toldUntil = until;
      for (const places of this.#places.values())
        for (const { told } of places) told(this.#remaining());
    }
    if (until > performance.now()) this.#apartMs = apartMs.most;
    this.#wait(Math.random() * jitterMs);
  }

  #add(userId: string, place: Place, isFirst: boolean): void {
    const others = this.#places.get(userId) ?? [];
    this.#places.set(
      userId,
      [...others, place].toSorted((one, other) => one.since - other.since),
    );
    if (!isFirst) return;
    const rest = [...this.#places].filter(([id]) => id !== userId);
    this.#places = new Map([[userId, this.#places.get(userId) ?? []], ...rest]);
  }

  #remaining(): number {
    return Math.max(0, this.#pausedUntil() - performance.now());
  }

  /** How long the call that tests the end of the current pause may still take. */
  #probing(): number {
    const { pause, until } = this.#probed;
    return pause !== 0 && pause === this.#pausedUntil()
      ? Math.max(0, until - performance.now())
      : 0;
  }

  /** How long no call may leave. */
  #held(): number {
    const apart = this.#notBefore - performance.now();
    return Math.max(this.#remaining(), this.#probing(), apart);
  }

  #wait(moreMs = 0): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#next(), Math.max(0, this.#held()) + moreMs);
  }

  /** Lets one call continue, unless the pause has been prolonged. */
  #next(): void {
    if (this.#held() > 0) return this.#wait();
    const now = performance.now();
    const pause = this.#pausedUntil();
    if (pause !== 0) this.#probed = { pause, until: now + probeMs };
    this.#notBefore = now + this.#apartMs;
    this.#apartMs = Math.max(apartMs.least, this.#apartMs / 2);
    this.#letOneGo();
    if (this.#places.size > 0) this.#wait();
  }

  #letOneGo(): void {
    for (const [userId, places] of this.#places) {
      const [place] = places;
      if (!place) continue;
      this.#remove(userId, place);
      const rest = this.#places.get(userId);
      // The user goes to the end of the queue, for the next round.
      if (rest) {
        this.#places.delete(userId);
        this.#places.set(userId, rest);
      }
      place.leave();
      return;
    }
  }

  #remove(userId: string, place: Place): void {
    const left = (this.#places.get(userId) ?? []).filter((each) => each !== place);
    if (left.length > 0) this.#places.set(userId, left);
    else this.#places.delete(userId);
    if (this.#places.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#emptied();
  }
}
