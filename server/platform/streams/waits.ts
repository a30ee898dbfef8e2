/** This node's waiters for changes of one kind of object, by its key. */
export class Waits {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Whether there are no waiters. */
  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Resolves on the next change of the object, or when the signal aborts. */
  next(key: string, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, waiting.add(resolve));
    signal.addEventListener("abort", () => resolve(), { once: true });
    if (signal.aborted) resolve();
    return promise.finally(() => {
      waiting.delete(resolve);
      if (waiting.size === 0 && this.#waiting.get(key) === waiting) this.#waiting.delete(key);
    });
  }

  /** A notice: the object has changed. */
  hear(key: string): void {
    for (const resolve of this.#waiting.get(key) ?? []) resolve();
  }

  /** Notices may have been lost, so wakes all waiters. */
  hearAll(): void {
    for (const key of this.#waiting.keys()) this.hear(key);
  }
}
