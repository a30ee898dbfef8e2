import { AsyncLocalStorage } from "node:async_hooks";
import type { Sql } from "postgres";
import type { Logger } from "../../platform/log.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import { idleStepMs, type Pace } from "../../platform/pace.ts";
import { findAbandoned } from "./claim-generation.ts";
import { findNext } from "./find-next.ts";
import type { HeldPlace, ReplyPlaces } from "../messages/start-transaction.ts";
import { leaseMs } from "./flush-chunks.ts";
import type { ChunkFlusher } from "./chunk-flusher.ts";

/** How often a busy node looks for generations whose worker has died, in milliseconds. */
const patrolMs = 1_000;

/**
 * The same after a search that found none live anywhere, in milliseconds. A generation that starts
 * just afterwards has a lease for that long anyway, so its takeover is not delayed.
 */
const quietPatrolMs = leaseMs;

/** Dependencies of the runner. */
export interface RunnerDeps {
  sql: Sql;
  log: Logger;
  metrics: Pick<Metrics, "leftToLease">;
  flusher: ChunkFlusher;
  pace: Pick<Pace, "every" | "touch">;
  /** Maximum number of concurrent generations. */
  limit: number;
  /**
   * Produces one reply, from claim to end.
   *
   * @param waits called when the reply begins to wait for its model, and when that is over
   */
  generate: (generationId: string, waits: (isWaiting: boolean) => void) => Promise<void>;
}

/**
 * The generations that this node is producing. Their number is limited; new ones come from replies
 * stored here, from jobs, and from a patrol that picks up what dead workers left behind. Where
 * replies have to wait for a place, users take turns (`find-next.ts`).
 */
export class GenerationRunner implements AsyncDisposable, ReplyPlaces {
  readonly #deps: RunnerDeps;
  readonly #running = new Map<string, Promise<void>>();
  readonly #patrol: Disposable;
  /** Those of them that wait for their models, which takes no place from others. */
  readonly #idle = new Set<string>();
  #roomWaiters: (() => void)[] = [];
  /** Searches find the replies of anyone, so they belong to the trace of none. */
  readonly #outside = AsyncLocalStorage.snapshot();
  #patrolling: Promise<void> | undefined;
  #filling: Promise<void> | undefined;
  /** Whether a place has become free since the last search for the next generations. */
  #fillsAgain = false;
  /** Generations without a turn whose jobs wait for a place here. */
  readonly #wished = new Set<string>();
  /** No generation can have been abandoned before this time; `performance.now()`. */
  #quietUntil = 0;
  #closed = false;
  /** Places reserved for replies that are being stored. */
  #held = 0;
  /** When a reply last found this node full; `performance.now()`. */
  #fullAt = -1;
  /** Since when no reply waits for a place, as far as the patrol knows; `performance.now()`. */
  #clearAt = 0;

  constructor(deps: RunnerDeps) {
    this.#deps = deps;
    this.#patrol = deps.pace.every({
      liveMs: patrolMs,
      // Each reply starts with a notice, which switches to the live pace; the timer covers lost
      // notices.
      idleMs: idleStepMs,
      run: () => {
        if (this.running > 0 || performance.now() >= this.#quietUntil) void this.patrol();
      },
    });
  }

  /** Maximum number of concurrent generations. */
  get limit(): number {
    return this.#deps.limit;
  }

  /** Whether it accepts no more generations, for good. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** The number of generations being produced here. */
  get running(): number {
    return this.#running.size;
  }

  /**
   * How many more generations this node may take. Those that wait for a busy model make room for as
   * many again at most, so that a crowd at one model does not hold up the others.
   */
  get room(): number {
    const { limit } = this.#deps;
    const idle = Math.min(this.#idle.size, limit);
    return this.#closed ? 0 : limit + idle - this.#running.size - this.#held;
  }

  /** Reserves a place for a reply that this node is about to store. */
  hold(): HeldPlace | null {
    if (this.room <= 0) this.#fullAt = performance.now();
    // New replies queue up behind those that wait for a place.
    if (this.#closed || this.#mayBeAwaited) return null;
    this.#held++;
    return {
      begin: (generationId) => {
        this.#held--;
        if (this.#running.has(generationId)) this.#madeRoom();
        else this.start(generationId);
        return !this.#closed;
      },
      free: () => {
        this.#held--;
        this.#madeRoom();
      },
    };
  }

  /**
   * Starts to produce a reply, if there is room and it is not running here already.
   *
   * @returns false when there is no room
   */
  start(generationId: string): boolean {
    if (this.#running.has(generationId)) return true;
    if (this.room <= 0) {
      this.#fullAt = performance.now();
      return false;
    }
    this.#deps.pace.touch();
    const waits = (isWaiting: boolean) => this.#waits(generationId, isWaiting);
    const run = this.#deps.generate(generationId, waits).then(
      () => this.#ended(generationId),
      (error: unknown) => {
        this.#deps.metrics.leftToLease.inc();
        this.#deps.log.warn({ err: error, generationId }, "generation left to its lease");
        // The next search is left to the patrol: one at once could find the same reply for ever.
        this.#forget(generationId);
        this.#wakeRoomWaiters();
      },
    );
    this.#running.set(generationId, run);
    return true;
  }

  /**
   * Starts a reply that has a job, or the replies whose turn it is while any wait for a place.
   * Resolves when there is room for another, or when the runner closes.
   */
  async startInTurn(generationId: string): Promise<void> {
    if (this.#mayBeAwaited || !this.start(generationId)) {
      this.#wished.add(generationId);
      await this.untilRoom();
      if (!this.#closed) await this.fill();
    }
    await this.untilRoom();
  }

  /** Fills the free places with the generations whose turn it is. Concurrent calls share one search. */
  async fill(): Promise<void> {
    this.#fillsAgain = true;
    // Without room the search would end before it is assigned here.
    if (this.room <= 0) return;
    this.#filling ??= this.#outside(() => this.#fill());
    await this.#filling;
  }

  /** Resolves when there is room, or when the runner closes. */
  async untilRoom(): Promise<void> {
    while (!this.#closed && this.room <= 0) {
      await new Promise<void>((resolve) => this.#roomWaiters.push(resolve));
    }
  }

  /** Picks up abandoned generations while there is room. Concurrent calls share one patrol. */
  async patrol(): Promise<void> {
    if (!this.#patrolling && this.room <= 0) return;
    this.#patrolling ??= this.#outside(() => this.#look());
    await this.#patrolling;
  }

  async #look(): Promise<void> {
    try {
      const lookedAt = performance.now();
      const { ids, isAnyLive, isAnyWaiting } = await findAbandoned(this.#deps.sql, this.room);
      if (!isAnyWaiting) this.#clearAt = lookedAt;
      // Half a round early, because timers are inexact. While any generation is live, the next
      // search is due in a second even if this node is idle.
      if (isAnyLive) this.#deps.pace.touch();
      this.#quietUntil = isAnyLive ? 0 : lookedAt + quietPatrolMs - patrolMs / 2;
      for (const id of ids) this.start(id);
      if (isAnyWaiting) await this.fill();
    } catch (error) {
      this.#deps.log.warn({ err: error }, "patrol failed");
    } finally {
      this.#patrolling = undefined;
    }
  }

  async #fill(): Promise<void> {
    try {
      while (this.#fillsAgain && this.room > 0) {
        this.#fillsAgain = false;
        const lookedAt = performance.now();
        const { room } = this;
        const wished = [...this.#wished];
        const ids = await findNext(this.#deps.sql, room, wished);
        for (const id of wished) this.#wished.delete(id);
        if (ids.length < room) this.#clearAt = lookedAt;
        else this.#fullAt = performance.now();
        for (const id of ids) this.start(id);
      }
    } catch (error) {
      this.#deps.log.warn({ err: error }, "next replies not found");
    } finally {
      this.#filling = undefined;
    }
  }

  /** Accepts no more, for good; running generations continue. */
  close(): void {
    this.#closed = true;
    this.#patrol[Symbol.dispose]();
    this.#wakeRoomWaiters();
  }

  /** Accepts no more, and hands running generations over. Resolves when all are handed over. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    this.#deps.flusher.handOver();
    await Promise.all(this.#running.values());
  }

  #ended(generationId: string): void {
    this.#forget(generationId);
    this.#madeRoom();
  }

  #forget(generationId: string): void {
    this.#running.delete(generationId);
    this.#idle.delete(generationId);
  }

  #waits(generationId: string, isWaiting: boolean): void {
    if (!isWaiting) this.#idle.delete(generationId);
    else if (!this.#idle.has(generationId)) {
      this.#idle.add(generationId);
      this.#madeRoom();
    }
  }

  /** Whether replies may be waiting for a place: the node was full since it last saw none. */
  get #mayBeAwaited(): boolean {
    return this.#fullAt >= this.#clearAt;
  }

  /** A place has become free. */
  #madeRoom(): void {
    this.#wakeRoomWaiters();
    if (this.#closed) return;
    if (this.#mayBeAwaited) void this.fill();
    // A generation whose worker has died should not wait for the next round.
    if (this.room === 1) void this.patrol();
  }

  #wakeRoomWaiters(): void {
    const waiters = this.#roomWaiters;
    this.#roomWaiters = [];
    for (const resolve of waiters) resolve();
  }
}
