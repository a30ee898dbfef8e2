/** A periodic task of a node. Periods are milliseconds, and are rounded to the clock's steps. */
export interface PacedTask {
  /** Period while the node is in use. */
  liveMs: number;
  /** Period while it is idle. */
  idleMs: number;
  /** Must not throw; work that takes time is started here and not waited for. */
  run: () => void;
}

/** Something that runs only while the node is in use: returns what stops it. */
export type WhileLive = () => () => void;

/** Step of the clock while the node is in use, in milliseconds: the shortest period there is. */
export const liveStepMs = 500;

/** The same while it is idle. All tasks that are due run in one wake-up, which is what an idle node costs. */
export const idleStepMs = 16_000;

/** A node counts as in use for this long after its last use, in milliseconds. */
const restAfterMs = 5_000;

/** A timer may fire this share of a step early. */
const earlyShare = 0.25;

/**
 * The one clock of a node's periodic tasks: quick while the node is in use, slow while it is idle. Each
 * timer of its own would wake the process, and the process's memory allocator, once per period; here
 * tasks share wake-ups. `touch` says that the node is used, and runs every task at once when it was idle.
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

  /** @param isLive asked once a step after a while without `touch`: true keeps the clock quick */
  constructor(isLive: () => boolean = () => false) {
    this.#isLive = isLive;
    this.#timer = this.#start();
  }

  /** Whether the node counts as in use. */
  get isQuick(): boolean {
    return this.#isQuick;
  }

  /** How long ago the node was last in use, in milliseconds; 0 while it is. */
  get idleForMs(): number {
    return this.#isQuick ? 0 : performance.now() - this.#usedAt;
  }

  /** Runs a task every period, for the first time after one. Disposing ends it. */
  every(task: PacedTask): Disposable {
    this.#tasks.set(task, { ranAt: performance.now() });
    return { [Symbol.dispose]: () => void this.#tasks.delete(task) };
  }

  /** Starts something now if the node is in use, and whenever it is used again; stops it when it is idle. */
  whileLive(start: WhileLive): Disposable {
    this.#whileLive.set(start, this.#isQuick ? start() : null);
    return {
      [Symbol.dispose]: () => {
        this.#whileLive.get(start)?.();
        this.#whileLive.delete(start);
      },
    };
  }

  /** Says that the node is used. Costs next to nothing while it is in use already. */
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

  /** Runs the tasks that are due at `now`, or would be `earlyMs` later. */
  #runDue(now: number, earlyMs: number): void {
    for (const [task, times] of this.#tasks) {
      const periodMs = this.#isQuick ? task.liveMs : task.idleMs;
      if (now + earlyMs < times.ranAt + periodMs) continue;
      times.ranAt = now;
      task.run();
    }
  }
}
