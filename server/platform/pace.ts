/** A periodic task of a node. Periods are milliseconds, rounded to the clock's steps. */
export interface PacedTask {
  /** Period while the node is in use. */
  liveMs: number;
  /** Period while it is idle. */
  idleMs: number;
  /** Must not throw; starts slow work without waiting for it. */
  run: () => void;
}

/** Starts something that runs only while the node is in use, and returns how to stop it. */
export type WhileLive = () => () => void;

/** Step of the clock while the node is in use, in milliseconds: the shortest period. */
export const liveStepMs = 500;

/**
 * The same while it is idle. All due tasks run in one wake-up, which is what an idle node costs.
 */
export const idleStepMs = 16_000;

/** A node counts as in use for this long after its last use, in milliseconds. */
const restAfterMs = 5_000;

/** A timer may fire early by this share of a step. */
const earlyShare = 0.25;

/**
 * The one clock of a node's periodic tasks: quick while the node is in use, slow while it is idle.
 * Separate timers would each wake the process and its memory allocator once per period; tasks on
 * this clock share wake-ups. `touch` reports use, and runs every task at once after an idle time.
 */
export class Pace implements Disposable {
  readonly #isLive: () => boolean;
  readonly #tasks = new Map<PacedTask, { ranAt: number }>();
  readonly #whileLive = new Map<WhileLive, (() => void) | null>();
  #timer: Timer;
  #isQuick = true;
  #isTouched = true;
  #usedAt = performance.now();
  #closed = false;

  /** @param isLive called once a step after a while without `touch`: true keeps the clock quick */
  constructor(isLive: () => boolean = () => false) {
    this.#isLive = isLive;
    this.#timer = this.#start();
  }

  /** Whether the node counts as in use. */
  get isQuick(): boolean {
    return this.#isQuick;
  }

  /** How long the node has been idle, in milliseconds; 0 while it is in use. */
  get idleForMs(): number {
    return this.#isQuick ? 0 : performance.now() - this.#usedAt;
  }

  /** Runs a task every period, the first time after one period. Disposing ends it. */
  every(task: PacedTask): Disposable {
    this.#tasks.set(task, { ranAt: performance.now() });
    return { [Symbol.dispose]: () => void this.#tasks.delete(task) };
  }

  /**
   * Starts something now if the node is in use, and whenever it is used again; stops it while idle.
   */
  whileLive(start: WhileLive): Disposable {
    this.#whileLive.set(start, this.#isQuick ? start() : null);
    return {
      [Symbol.dispose]: () => {
        this.#whileLive.get(start)?.();
        this.#whileLive.delete(start);
      },
    };
  }

  /** Reports that the node is used. Almost free while it is in use already. */
  touch(): void {
    this.#isTouched = true;
    if (!this.#isQuick && !this.#closed) this.#quicken();
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const stop of this.#whileLive.values()) stop?.();
    this.#whileLive.clear();
    this.#tasks.clear();
  }

  #start(): Timer {
    const stepMs = this.#isQuick ? liveStepMs : idleStepMs;
    return setInterval(() => this.#step(stepMs), stepMs);
  }

  #quicken(): void {
    clearInterval(this.#timer);
    this.#isQuick = true;
    this.#usedAt = performance.now();
    this.#timer = this.#start();
    for (const start of this.#whileLive.keys()) this.#whileLive.set(start, start());
    this.#runDue(this.#usedAt, Number.POSITIVE_INFINITY);
  }

  #step(stepMs: number): void {
    const now = performance.now();
    this.#runDue(now, stepMs * earlyShare);
    if (!this.#isQuick) return;
    if (this.#isTouched || this.#isLive()) this.#usedAt = now;
    this.#isTouched = false;
    if (now - this.#usedAt >= restAfterMs) this.#slowDown();
  }

  #slowDown(): void {
    clearInterval(this.#timer);
    this.#isQuick = false;
    this.#timer = this.#start();
    for (const [start, stop] of this.#whileLive) {
      stop?.();
      this.#whileLive.set(start, null);
    }
  }

  /** Runs the tasks that are due at `now`, or within `earlyMs`. */
  #runDue(now: number, earlyMs: number): void {
    for (const [task, times] of this.#tasks) {
      const periodMs = this.#isQuick ? task.liveMs : task.idleMs;
      if (now + earlyMs < times.ranAt + periodMs) continue;
      times.ranAt = now;
      task.run();
    }
  }
}
