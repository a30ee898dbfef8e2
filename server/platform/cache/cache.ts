import type { CacheKind, CacheReader } from "./cache-kind.ts";
import { readCacheNotice } from "./cache-table.ts";
import { type CacheDeps, CachedKind } from "./cached-kind.ts";

/**
 * A node's cache of values from elsewhere, in its memory and in a table shared by all nodes.
 * Disposing aborts its loads; other nodes take over.
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

  /** Number of values in memory. */
  get size(): number {
    return [...this.#kinds.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Whether any value was requested within this many milliseconds. */
  wasUsedWithin(ms: number): boolean {
    const since = this.#deps.now() - ms;
    return [...this.#kinds.values()].some(({ usedAt }) => usedAt >= since);
  }

  /** Opens a kind. Names are unique. */
  open<Value>(kind: CacheKind<Value>): CacheReader<Value> {
    const cached = new CachedKind(this.#deps, kind);
    this.#kinds.set(kind.name, cached);
    return cached;
  }

  /** A notice from any node, including this one. */
  hear(payload: string): void {
    const notice = readCacheNotice(payload);
    if (notice) this.#kinds.get(notice.kind)?.hear(notice.key, notice.version);
  }

  /** Notices may have been lost. */
  distrust(): void {
    for (const kind of this.#kinds.values()) kind.distrust();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    this.distrust();
    await Promise.all([...this.#kinds.values()].map((kind) => kind.settle()));
  }
}
