import { RequestError } from "../errors.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { CacheKind, CacheReader } from "./cache-kind.ts";
import { type CacheRow, readEntry, takeLease } from "./cache-table.ts";
import { FirstLevel } from "./first-level.ts";
import { type LoadDeps, leaseMs, loadUnderLease } from "./load-under-lease.ts";
import { WakeUps } from "./wake-ups.ts";

/** What a cache needs of its node. */
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
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
}

/** Most values of one kind in a node's memory. */
const mostHeld = 1_000;

/** Who waits for another's reading looks by itself this often, in milliseconds, should a notice be lost. */
const pollMs = 250;

/** Longest wait for a load by another caller, in milliseconds. */
const longestWaitMs = 20_000;

/** A table that says nothing for so long does not answer, where memory has something instead, in milliseconds. */
const silenceMs = 1_000;

/** A value, and where it is from. */
interface Answer<Value> {
  value: Value | null;
  from: "memory" | "table" | "load" | "revalidate" | "error";
}

/** A value of the table that fits. */
interface Usable<Value> {
  value: Value | null;
  version: string;
}

/**
 * Reads things of one kind through memory and the table. However many ask for one at once, on however
 * many nodes, one of them reads the thing itself: those of a node share one look, and over nodes a
 * lease decides; the others wait for its notice.
 */
export class CachedKind<Value> implements CacheReader<Value> {
  readonly #deps: CacheDeps;
  readonly #kind: CacheKind<Value>;
  readonly #memory: FirstLevel<Value>;
  readonly #wakeUps = new WakeUps();
  /** Looks under way, which all who ask share. */
  readonly #looks = new Map<string, Promise<Answer<Value>>>();
  readonly #refreshes = new Map<string, Promise<void>>();
  #usedAt = Number.NEGATIVE_INFINITY;
  /** Goes up with every notice: what was read before it may not be kept in memory. */
  #changes = 0;

  constructor(deps: CacheDeps, kind: CacheKind<Value>) {
    this.#deps = deps;
    this.#kind = kind;
    this.#memory = new FirstLevel(mostHeld, () =>
      deps.metrics.cacheEvictions.inc({ level: "memory" }),
    );
  }

  /** How many values are in memory. */
  get size(): number {
    return this.#memory.size;
  }

  /** When something was asked for last, by the node's clock. */
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

  /** Another version is stored, or a reading has ended; an empty version is of a value forgotten. */
  hear(key: string, version: string): void {
    this.#changes++;
    if (version === "") {
      this.#memory.forget(key);
      // Who asks from here on does not get what is being read of before.
      this.#looks.delete(key);
    } else this.#memory.distrust(key, version);
    this.#wakeUps.wake(key);
  }

  /** Notices may be missing: memory gives nothing without a look at the table. */
  distrust(): void {
    this.#changes++;
    this.#memory.distrustAll();
    this.#wakeUps.wakeAll();
  }

  /** Resolves once nothing is being read in the background. */
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

  /** What the table has; `away` where it does not answer and memory has something instead. */
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

  /** Null for a row without a value, or with one that does not fit this program's version. */
  #fit(row: CacheRow | null): Usable<Value> | null {
    if (!row || row.version === null) return null;
    const { value, version } = row;
    if (value === null) return { value, version };
    const parsed = this.#kind.schema.safeParse(value);
    return parsed.success ? { value: parsed.data, version } : null;
  }

  /** @returns null when another node is loading it, or has */
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

  /** Remembers in memory alone that there is no such thing. */
  #keepAbsence(key: string, changes: number): Answer<Value> {
    const { missMs } = this.#kind;
    const until = { freshForMs: missMs, staleForMs: missMs, changes };
    this.#keep(key, { value: null, version: "absent" }, until);
    return { value: null, from: "load" };
  }

  /** Reads it anew while people get what is there. One refresh at a time here, and the lease over nodes. */
  #refresh(key: string): void {
    if (this.#refreshes.has(key)) return;
    const refresh = this.#load(key, null).then(
      () => {},
      // Logged where it failed; who asks next is told that what they get is old.
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
