/** Lets those who wait for a change of something be told of it. */
export class WakeUps {
  readonly #waiting = new Map<string, Set<() => void>>();

  /**
   * Begins to wait, so that no change from here on is missed.
   *
   * @returns `within` resolves with the next change, or after so many milliseconds; disposing ends the waiting
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

  /** Something has changed. */
  wake(key: string): void {
    for (const resolve of this.#waiting.get(key) ?? []) resolve();
  }

  /** Anything may have changed. */
  wakeAll(): void {
    for (const waiting of this.#waiting.values()) for (const resolve of waiting) resolve();
  }
}
