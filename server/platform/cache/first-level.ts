/** A value in a node's memory. Moments are milliseconds of this node's own clock. */
export interface HeldValue<Value> {
  /** Null where there is no such thing. */
  value: Value | null;
  version: string;
  /** Until then it is given without a look at the table. */
  freshUntil: number;
  /** Until then it stands in while the table does not answer. */
  staleUntil: number;
}

/** What a node has in memory of one kind: bounded, and what was used longest ago goes first. */
export class FirstLevel<Value> {
  readonly #most: number;
  readonly #onEvict: () => void;
  /** The one used last is last. */
  readonly #held = new Map<string, HeldValue<Value>>();

  /** @param most values at once */
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

  /** The value is given again only after a look at the table, unless it is of this version. */
  distrust(key: string, version: string): void {
    const held = this.#held.get(key);
    if (held && held.version !== version) held.freshUntil = Number.NEGATIVE_INFINITY;
  }

  /** No value is given again without a look at the table. */
  distrustAll(): void {
    for (const held of this.#held.values()) held.freshUntil = Number.NEGATIVE_INFINITY;
  }
}
