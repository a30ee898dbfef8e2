import { RequestError } from "../errors.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { CacheKind, CacheReader } from "./cache-kind.ts";
import { type CacheRow, readEntry, takeLease } from "./cache-table.ts";
import { FirstLevel } from "./first-level.ts";
import { type LoadDeps, leaseMs, loadUnderLease } from "./load-under-lease.ts";
import { WakeUps } from "./wake-ups.ts";

/** Dependencies of the cache. */
export interface CacheDeps extends LoadDeps {
  metrics: LoadDeps["metrics"] &
    Pick<
      Metrics,
      | "cacheHits"
      | "cacheMisses"
      | "cacheStale"
      | "cacheNegativeHits"
      | "cacheTakeovers"
      | "cacheEvictions"
    >;
  /** A monotonic clock in milliseconds. */
  now: () => number;
}

/** Maximum number of values of a kind in memory. */
const mostHeld = 1_000;

/** Poll interval while another node loads, in milliseconds, in case its notice is lost. */
const pollMs = 250;

/** Longest wait for a load by another caller, in milliseconds. */
const longestWaitMs = 20_000;

/** If the table does not answer within this time, a value in memory is used. Milliseconds. */
const silenceMs = 1_000;

/** A value, and its source. */
interface Answer<Value> {
  value: Value | null;
  from: "memory" | "table" | "load" | "revalidate" | "error";
}

/** A valid value from the table. */
interface Usable<Value> {
  value: Value | null;
  version: string;
}

/**
 * Reads values of one kind through memory and the table. Whatever the number of callers and nodes,
 * one of them loads a missing value: callers on a node share a look-up, and across nodes a lease
 * decides; the others wait for its notice.
 */
export class CachedKind<Value> implements CacheReader<Value> {
  readonly #deps: CacheDeps;
  readonly #kind: CacheKind<Value>;
  readonly #memory: FirstLevel<Value>;
  readonly #wakeUps = new WakeUps();
  /** Look-ups in progress, shared by concurrent callers. */
  readonly #looks = new Map<string, Promise<Answer<Value>>>();
  readonly #refreshes = new Map<string, Promise<void>>();
  #usedAt = Number.NEGATIVE_INFINITY;
  /** Incremented by every notice: a result read before it must not be put into memory. */
  #changes = 0;

  constructor(deps: CacheDeps, kind: CacheKind<Value>) {
    this.#deps = deps;
    this.#kind = kind;
    this.#memory = new FirstLevel(mostHeld, () =>
      deps.metrics.cacheEvictions.inc({ level: "memory" }),
    );
  }

  /** Number of values in memory. */
  get size(): number {
    return this.#memory.size;
  }

  /** Time of the last request, by the node's clock. */
  get usedAt(): number {
    return this.#usedAt;
  }

  async get(key: string): Promise<Value | null> {
    this.#usedAt = this.#deps.now();
    const held = this.#memory.get(key);
    const isFresh = held !== undefined && this.#deps.now() < held.freshUntil;
    const answer: Answer<Value> = isFresh
      ? { value: held.value, from: "memory" }
      : await this.#share(key);
    this.#count(answer);
    return answer.value;
  }

  /**
   * Another version was stored, or a load has ended; an empty version means the value was
   * invalidated.
   */
  hear(key: string, version: string): void {
    this.#changes++;
    if (version === "") {
      this.#memory.forget(key);
      // Later callers must not get a result that was read before the invalidation.
      this.#looks.delete(key);
    } else this.#memory.distrust(key, version);
    this.#wakeUps.wake(key);
  }

  /** Notices may have been lost: values in memory need a look at the table again. */
  distrust(): void {
    this.#changes++;
    this.#memory.distrustAll();
    this.#wakeUps.wakeAll();
  }

  /** Resolves once no load runs in the background. */
  async settle(): Promise<void> {
    await Promise.allSettled([...this.#looks.values(), ...this.#refreshes.values()]);
  }

  #share(key: string): Promise<Answer<Value>> {
    const underWay = this.#looks.get(key);
    if (underWay) return underWay;
    const look = this.#look(key).finally(() => {
      if (this.#looks.get(key) === look) this.#looks.delete(key);
    });
    this.#looks.set(key, look);
    return look;
  }

  async #look(key: string): Promise<Answer<Value>> {
    const giveUpAt = this.#deps.now() + longestWaitMs;
    do {
      using change = this.#wakeUps.expect(key);
      const changes = this.#changes;
      const row = await this.#read(key);
      if (row === "away") return this.#standIn(key);
      const usable = this.#fit(row);
      if (row && usable && row.freshForMs > 0) {
        this.#keep(key, usable, { ...row, changes });
        return { value: usable.value, from: "table" };
      }
      if (row && usable && row.staleForMs > 0) {
        if (row.leasedForMs <= 0) this.#refresh(key);
        return { value: usable.value, from: row.hasFailed ? "error" : "revalidate" };
      }
      const isLeased = row !== null && row.leasedForMs > 0;
      if (isLeased && !row.isBeingRead) throw notReadable(row.leasedForMs);
      if (!row && this.#kind.isThere && !(await this.#kind.isThere(key)))
        return this.#keepAbsence(key, changes);
      if (!isLeased) {
        const loaded = await this.#load(key, row?.version ?? null);
        if (loaded) return { value: loaded.value, from: "load" };
      }
      await change.within(Math.min(pollMs, isLeased ? row.leasedForMs + 1 : pollMs));
    } while (this.#deps.now() < giveUpAt && !this.#deps.closing.aborted);
    throw notReadable(pollMs);
  }

  /** Reads the row; `away` if the table does not answer and memory has a value. */
  async #read(key: string): Promise<CacheRow | null | "away"> {
    const reading = readEntry(this.#deps.sql, { kind: this.#kind.name, key });
    try {
      if (!this.#hasStandIn(key)) return await reading;
      const row = await Promise.race([reading, Bun.sleep(silenceMs).then(() => "away" as const)]);
      if (row === "away") this.#deps.metrics.cacheFailures.inc();
      return row;
    } catch (error) {
      this.#deps.metrics.cacheFailures.inc();
      if (this.#hasStandIn(key)) return "away";
      throw error;
    }
  }

  #hasStandIn(key: string): boolean {
    const held = this.#memory.get(key);
    return held !== undefined && this.#deps.now() < held.staleUntil;
  }

  #standIn(key: string): Answer<Value> {
    return { value: this.#memory.get(key)?.value ?? null, from: "error" };
  }

  /** Null for a row without a value, or with one that this version cannot use. */
  #fit(row: CacheRow | null): Usable<Value> | null {
    if (!row || row.version === null) return null;
    const { value, version } = row;
    if (value === null) return { value, version };
    const parsed = this.#kind.schema.safeParse(value);
    return parsed.success ? { value: parsed.data, version } : null;
  }

  /** @returns null when another node is loading it, or has just done so */
  async #load(key: string, unfit: string | null): Promise<Usable<Value> | null> {
    const { sql, metrics, now } = this.#deps;
    const { name, freshMs, staleMs, missMs } = this.#kind;
    const lease = { kind: name, key, lease: crypto.randomUUID() };
    const taken = await takeLease(sql, lease, { leaseMs, unfit });
    if (!taken) return null;
    if (taken.isTakenOver) metrics.cacheTakeovers.inc({ kind: name });
    const { changes, readAt } = { changes: this.#changes, readAt: now() };
    const { value, isStored } = await loadUnderLease(this.#deps, this.#kind, lease);
    const loaded = { value, version: lease.lease };
    const freshForMs = (value === null ? missMs : freshMs) - (now() - readAt);
    const staleForMs = freshForMs + (value === null ? 0 : staleMs);
    if (isStored) this.#keep(key, loaded, { freshForMs, staleForMs, changes });
    return loaded;
  }

  #keep(
    key: string,
    { value, version }: Usable<Value>,
    {
      freshForMs,
      staleForMs,
      changes,
    }: Pick<CacheRow, "freshForMs" | "staleForMs"> & { changes: number },
  ): void {
    if (this.#changes !== changes) return;
    const now = this.#deps.now();
    const until = { freshUntil: now + freshForMs, staleUntil: now + staleForMs };
    this.#memory.put(key, { value, version, ...until });
  }

  /** Caches an absence in memory only. */
  #keepAbsence(key: string, changes: number): Answer<Value> {
    const { missMs } = this.#kind;
    const until = { freshForMs: missMs, staleForMs: missMs, changes };
    this.#keep(key, { value: null, version: "absent" }, until);
    return { value: null, from: "load" };
  }

  /**
   * Loads the value in the background while callers get the stale one. One refresh at a time on
   * this node, and the lease across nodes.
   */
  #refresh(key: string): void {
    if (this.#refreshes.has(key)) return;
    const refresh = this.#load(key, null).then(
      () => {},
      // Already logged; the next caller gets the stale value.
      () => {},
    );
    this.#refreshes.set(
      key,
      refresh.finally(() => this.#refreshes.delete(key)),
    );
  }

  #count({ value, from }: Answer<Value>): void {
    const { metrics } = this.#deps;
    const kind = this.#kind.name;
    if (from === "load") metrics.cacheMisses.inc({ kind });
    else if (from === "revalidate" || from === "error")
      metrics.cacheStale.inc({ kind, reason: from });
    else {
      metrics.cacheHits.inc({ kind, level: from });
      if (value === null) metrics.cacheNegativeHits.inc({ kind });
    }
  }
}

function notReadable(retryAfterMs: number): RequestError {
  return new RequestError("unavailable", "An upstream server is not responding.", {
    retryAfterMs: Math.ceil(retryAfterMs),
  });
}
