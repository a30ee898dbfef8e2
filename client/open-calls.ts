import type { Unsubscribable } from "@trpc/server/observable";

/** Counts the open calls of a socket; calls above the limit wait for their turn, in order. */
export class OpenCalls {
  readonly #most: number;
  readonly #waiting = new Set<() => void>();
  #count = 0;

  /** @param most maximum number of open calls */
  constructor(most: number) {
    this.#most = most;
  }

  get isFull(): boolean {
    return this.#count >= this.#most;
  }

  enter(): void {
    this.#count++;
  }

  /** Wakes waiting calls while there is room: each enters, or has another reason to wait. */
  leave(): void {
    this.#count--;
    for (const wake of Array.from(this.#waiting)) {
      if (this.isFull) return;
      this.#waiting.delete(wake);
      wake();
    }
  }

  /** Calls back when it is this caller's turn. */
  wait(wake: () => void): Unsubscribable {
    this.#waiting.add(wake);
    return { unsubscribe: () => void this.#waiting.delete(wake) };
  }
}
