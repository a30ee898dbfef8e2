import { RequestError } from "../../platform/errors.ts";

/** Maximum number of bytes held at once, by one key and by all. */
export interface ByteLimits {
  each: number;
  all: number;
  /** Whether a key that holds nothing may exceed the total limit. */
  firstIsFree?: boolean;
}

/** Held bytes. Disposing releases them. */
export interface HeldBytes extends Disposable {
  /** Corrects the number of bytes. */
  resize(bytes: number): void;
}

/** Maximum number of waiters for one key. */
const mostWaiting = 1_000;

/** Suggested delay before a retry, in milliseconds. */
const fullForMs = 1_000;

/** Limits bytes held at once, by key and in total. Waiters take turns by key. */
export class ByteBudget {
  readonly #limits: ByteLimits;
  readonly #held = new Map<string, number>();
  readonly #waiting = new Map<string, { bytes: number; go: (held: HeldBytes) => void }[]>();
  #all = 0;

  constructor(limits: ByteLimits) {
    this.#limits = limits;
  }

  /**
   * Holds bytes if there is room now.
   *
   * @throws RequestError `rate_limited`
   */
  take(key: string, bytes: number): HeldBytes {
    if (!this.#hasRoom(key, bytes)) throw full();
    return this.#hold(key, bytes);
  }

  /**
   * Holds bytes once there is room. A key that holds nothing waits only for the others, even for
   * more bytes than its limit.
   *
   * @throws RequestError `rate_limited` when too many are waiting already
   */
  async wait(key: string, bytes: number): Promise<HeldBytes> {
    const queue = this.#waiting.get(key);
    if (!queue && this.#hasRoom(key, bytes)) return this.#hold(key, bytes);
    if (queue && queue.length >= mostWaiting) throw full();
    return new Promise((go) => {
      if (queue) queue.push({ bytes, go });
      else this.#waiting.set(key, [{ bytes, go }]);
    });
  }

  #hasRoom(key: string, bytes: number): boolean {
    const { each, all, firstIsFree = false } = this.#limits;
    const held = this.#held.get(key) ?? 0;
    if (held > 0 && held + bytes > each) return false;
    return this.#all === 0 || this.#all + bytes <= all || (firstIsFree && held === 0);
  }

  #hold(key: string, bytes: number): HeldBytes {
    let held = bytes;
    let isOver = false;
    this.#change(key, bytes);
    return {
      resize: (now) => {
        if (isOver) return;
        this.#change(key, now - held);
        held = now;
        this.#advance();
      },
      [Symbol.dispose]: () => {
        if (isOver) return;
        isOver = true;
        this.#change(key, -held);
        this.#advance();
      },
    };
  }

  #change(key: string, bytes: number): void {
    this.#all += bytes;
    const held = (this.#held.get(key) ?? 0) + bytes;
    if (held > 0) this.#held.set(key, held);
    else this.#held.delete(key);
  }

  /** Admits one waiter of each key at a time while there is room. */
  #advance(): void {
    for (let isMoved = true; isMoved;) {
      isMoved = false;
      for (const [key, queue] of Array.from(this.#waiting)) {
        const [next] = queue;
        if (!next || !this.#hasRoom(key, next.bytes)) continue;
        isMoved = true;
        queue.shift();
        // Re-inserted at the end, so that the other keys come first next time.
        this.#waiting.delete(key);
        if (queue.length > 0) this.#waiting.set(key, queue);
        next.go(this.#hold(key, next.bytes));
      }
    }
  }
}

function full(): RequestError {
  return new RequestError("rate_limited", "Too many bytes are in flight.", {
    retryAfterMs: fullForMs,
  });
}
