import type { Sql } from "postgres";
import type { Logger } from "../../platform/log.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import { idleStepMs, type Pace } from "../../platform/pace.ts";
import { findAbandoned } from "./claim-generation.ts";
import type { HeldPlace, ReplyPlaces } from "../messages/start-transaction.ts";
import { leaseMs } from "./flush-chunks.ts";
import type { ChunkFlusher } from "./chunk-flusher.ts";

/** How often a node in use looks for generations whose worker has died, in milliseconds. */
const patrolMs = 1_000;

/**
 * The same after a look that found none live anywhere, in milliseconds. One that begins just after has
 * its lease until the next look, so it is not taken over later for it.
 */
const quietPatrolMs = leaseMs;

/** What the runner needs of its node. */
export interface RunnerDeps {
  sql: Sql;
  log: Logger;
  metrics: Pick<Metrics, "leftToLease">;
  flusher: ChunkFlusher;
  pace: Pick<Pace, "every" | "touch">;
  /** Most generations at once. */
  limit: number;
  /** Produces one reply, from claim to end. */
  generate: (generationId: string) => Promise<void>;
}

/**
 * The generations that this node is producing: bounded in number, refilled by replies that are
 * stored here, by jobs, and by a patrol that picks up what a dead worker left behind.
 */
export class GenerationRunner implements AsyncDisposable, ReplyPlaces {
  readonly #deps: RunnerDeps;
  readonly #running = new Map<string, Promise<void>>();
  readonly #patrol: Disposable;
  #roomWaiters: (() => void)[] = [];
  #patrolling: Promise<void> | undefined;
  /** Until when no generation can have been abandoned; `performance.now()`. */
  #quietUntil = 0;
  #closed = false;
  /** Places held for replies that are being stored. */
  #held = 0;
  /** When a reply last found this node full; `performance.now()`. */
  #fullAt = -1;
  /** Since when no reply waits for a place, as far as the patrol has seen; `performance.now()`. */
  #clearAt = 0;

  constructor(deps: RunnerDeps) {
    this.#deps = deps;
    this.#patrol = deps.pace.every({
      liveMs: patrolMs,
      // Each reply begins with a notice, which makes this the live pace; the look is for a lost notice.
      idleMs: idleStepMs,
      run: () => {
        if (this.running > 0 || performance.now() >= this.#quietUntil) void this.patrol();
      },
    });
  }

  /** Most generations at once. */
  get limit(): number {
    return this.#deps.limit;
  }

  /** Whether it takes no more generations, for good. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** How many generations are being produced here. */
  get running(): number {
    return this.#running.size;
  }

  /** How many more generations this node may take. */
  get room(): number {
    return this.#closed ? 0 : this.#deps.limit - this.#running.size - this.#held;
  }

  /** Holds a place for a reply that is being stored on this node. */
  hold(): HeldPlace | null {
    if (this.room <= 0) this.#fullAt = performance.now();
    // Since it was full, replies may wait for a place: new ones queue up behind them.
    if (this.#closed || this.#fullAt >= this.#clearAt) return null;
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

  /** Starts to produce a reply, if there is room and it is not being produced here. */
  start(generationId: string): void {
    if (this.#running.has(generationId)) return;
    if (this.room <= 0) {
      this.#fullAt = performance.now();
      return;
    }
    this.#deps.pace.touch();
    const run = this.#deps
      .generate(generationId)
      .catch((error: unknown) => {
        this.#deps.metrics.leftToLease.inc();
        this.#deps.log.warn({ err: error, generationId }, "generation left to its lease");
      })
      .finally(() => this.#ended(generationId));
    this.#running.set(generationId, run);
  }

  /** Resolves when there is room, or when the runner closes. */
  async untilRoom(): Promise<void> {
    while (!this.#closed && this.room <= 0) {
      await new Promise<void>((resolve) => this.#roomWaiters.push(resolve));
    }
  }

  /** Picks up abandoned generations, as many as there is room for. One patrol at a time: a second caller waits for the first's. */
  async patrol(): Promise<void> {
    if (!this.#patrolling && this.room <= 0) return;
    this.#patrolling ??= this.#look();
    await this.#patrolling;
  }

  async #look(): Promise<void> {
    try {
      const lookedAt = performance.now();
      const { ids, isAnyLive, isAnyWaiting } = await findAbandoned(this.#deps.sql, this.room);
      if (!isAnyWaiting) this.#clearAt = lookedAt;
      // Half a round early, for timers are not exact.
      // The next look is then due in a second, also while this node has nothing to do itself.
      if (isAnyLive) this.#deps.pace.touch();
      this.#quietUntil = isAnyLive ? 0 : lookedAt + quietPatrolMs - patrolMs / 2;
      for (const id of ids) this.start(id);
    } catch (error) {
      this.#deps.log.warn({ err: error }, "patrol failed");
    } finally {
      this.#patrolling = undefined;
    }
  }

  /** Takes no more, for good; what runs goes on. */
  close(): void {
    this.#closed = true;
    this.#patrol[Symbol.dispose]();
    this.#wakeRoomWaiters();
  }

  /** Takes no more, hands over what runs, and waits until it is handed over. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    this.#deps.flusher.handOver();
    await Promise.all(this.#running.values());
  }

  #ended(generationId: string): void {
    this.#running.delete(generationId);
    this.#madeRoom();
  }

  /** A place has become free. */
  #madeRoom(): void {
    this.#wakeRoomWaiters();
    // What found no room has no job any more, and should not wait for the next round.
    if (this.room === 1) void this.patrol();
  }

  #wakeRoomWaiters(): void {
    const waiters = this.#roomWaiters;
    this.#roomWaiters = [];
    for (const resolve of waiters) resolve();
  }
}
