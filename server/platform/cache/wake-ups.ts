/** Wakes waiters for changes of a key. */
export class WakeUps {
  readonly #waiting = new Map<string, Set<() => void>>();

  /**
   * Starts waiting, so that no change from here on is missed.
   *
   * @returns `within` resolves on the next change, or after this many milliseconds; disposing
   *   ends the wait
   */
  expect(key: string): Disposable & { within(ms: number): Promise<void> } {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, waiting.add(resolve));
    let timer: Timer | undefined;
    return {
      within(ms) {
        timer = setTimeout(resolve, ms);
        return promise;
      },
      [Symbol.dispose]: () => {
        clearTimeout(timer);
        waiting.delete(resolve);
        if (waiting.size === 0 && this.#waiting.get(key) === waiting) this.#waiting.delete(key);
      },
    };
  }

  /** The key has changed. */
  wake(key: string): void {
    for (const resolve of this.#waiting.get(key) ?? []) resolve();
  }

  /** Any key may have changed. */
  wakeAll(): void {
    for (const waiting of this.#waiting.values()) for (const resolve of waiting) resolve();
  }
}
