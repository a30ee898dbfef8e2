import type { CacheKind, CacheReader } from "./cache-kind.ts";
import { readCacheNotice } from "./cache-table.ts";
import { type CacheDeps, CachedKind } from "./cached-kind.ts";

/**
 * What a node keeps of what is read elsewhere: in its memory, and in a table for all nodes. Disposing
 * ends what is being read; others take over.
 */
export class Cache implements AsyncDisposable {
  readonly #deps: CacheDeps;
  readonly #closing = new AbortController();
  readonly #kinds = new Map<
    string,
    Pick<CachedKind<never>, "size" | "usedAt" | "hear" | "distrust" | "settle">
  >();

  constructor(deps: Omit<CacheDeps, "closing">) {
    this.#deps = { ...deps, closing: this.#closing.signal };
  }

  /** How many values are in memory. */
  get size(): number {
    return [...this.#kinds.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Whether something was asked for within the last so many milliseconds. */
  wasUsedWithin(ms: number): boolean {
    const since = this.#deps.now() - ms;
    return [...this.#kinds.values()].some(({ usedAt }) => usedAt >= since);
  }

  /** Begins to keep one kind. Each has a name of its own. */
  open<Value>(kind: CacheKind<Value>): CacheReader<Value> {
    const cached = new CachedKind(this.#deps, kind);
    this.#kinds.set(kind.name, cached);
    return cached;
  }

  /** A notice from any node, this one too. */
  hear(payload: string): void {
    const notice = readCacheNotice(payload);
    if (notice) this.#kinds.get(notice.kind)?.hear(notice.key, notice.version);
  }

  /** Notices may be missing. */
  distrust(): void {
    for (const kind of this.#kinds.values()) kind.distrust();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    this.distrust();
    await Promise.all([...this.#kinds.values()].map((kind) => kind.settle()));
  }
}
