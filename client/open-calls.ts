import type { Unsubscribable } from "@trpc/server/observable";

/** Counts the calls under way on a socket; those above the limit wait for their turn, in order. */
export class OpenCalls {
  readonly #most: number;
  readonly #waiting = new Set<() => void>();
  #count = 0;

  /** @param most calls under way at a time */
  constructor(most: number) {
    this.#most = most;
  }

  get isFull(): boolean {
    return this.#count >= this.#most;
  }

  enter(): void {
    this.#count++;
  }

  /** Wakes those that wait, as long as there is room: each enters, or has another reason to wait. */
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
