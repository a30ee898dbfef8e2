/** A value in a node's memory. Times are milliseconds of this node's clock. */
export interface HeldValue<Value> {
  /** Null when the value does not exist. */
  value: Value | null;
  version: string;
  /** Until then it is served without a look at the table. */
  freshUntil: number;
  /** Until then it is served if the table does not answer. */
  staleUntil: number;
}

/** A node's memory for one kind: bounded, least recently used values are evicted first. */
export class FirstLevel<Value> {
  readonly #most: number;
  readonly #onEvict: () => void;
  /** In order of use, most recent last. */
  readonly #held = new Map<string, HeldValue<Value>>();

  /** @param most maximum number of values */
  constructor(most: number, onEvict: () => void) {
    this.#most = most;
    this.#onEvict = onEvict;
  }

  get size(): number {
    return this.#held.size;
  }

  get(key: string): HeldValue<Value> | undefined {
    const held = this.#held.get(key);
    if (!held) return undefined;
    this.#held.delete(key);
    this.#held.set(key, held);
    return held;
  }

  put(key: string, held: HeldValue<Value>): void {
    this.#held.delete(key);
    this.#held.set(key, held);
    if (this.#held.size <= this.#most) return;
    for (const [oldest] of this.#held) {
      this.#held.delete(oldest);
      this.#onEvict();
      return;
    }
  }

  forget(key: string): void {
    this.#held.delete(key);
  }

  /** Requires a look at the table before the value is served again, unless it has this version. */
  distrust(key: string, version: string): void {
    const held = this.#held.get(key);
    if (held && held.version !== version) held.freshUntil = Number.NEGATIVE_INFINITY;
  }

  /** Requires a look at the table before any value is served again. */
  distrustAll(): void {
    for (const held of this.#held.values()) held.freshUntil = Number.NEGATIVE_INFINITY;
  }
}
