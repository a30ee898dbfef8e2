/** Something to do `total` times, the n-th time at `startMs + n * intervalMs`. */
export interface PacedTask {
  /** On the clock of `performance.now()`. */
  startMs: number;
  intervalMs: number;
  total: number;
  step(index: number): void;
  done(): void;
  /** Once it is aborted, the task is dropped without a call of `done`. */
  signal: AbortSignal;
}

/** Shortest sleep: the timers' own resolution. */
const minSleepMs = 1;

/**
 * Runs all paced streams of a mock on one timer. Due times are computed from the start, so a late
 * tick is caught up and nothing drifts; a tick looks at each stream once.
 */
export class Pacer {
  #tasks: { task: PacedTask; next: number }[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #wakeAt = Number.POSITIVE_INFINITY;

  add(task: PacedTask): void {
    this.#tasks.push({ task, next: 0 });
    this.#sleepUntil(task.startMs);
  }

  /** Resolves after `ms`, or never once the signal has aborted. */
  after(ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.add({
      startMs: performance.now() + ms,
      intervalMs: 0,
      total: 1,
      step: () => resolve(),
      done() {},
      signal,
    });
    return promise;
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#tasks = [];
  }

  #sleepUntil(dueMs: number): void {
    if (dueMs >= this.#wakeAt) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#wakeAt = dueMs;
    this.#timer = setTimeout(() => this.#tick(), Math.max(minSleepMs, dueMs - performance.now()));
  }

  #tick(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    const running = this.#tasks;
    this.#tasks = [];
    let nextDue = Number.POSITIVE_INFINITY;
    for (const entry of running) {
      const due = this.#run(entry);
      if (due === null) continue;
      this.#tasks.push(entry);
      nextDue = Math.min(nextDue, due);
    }
    if (nextDue < Number.POSITIVE_INFINITY) this.#sleepUntil(nextDue);
  }

  /** Takes the due steps; the next due time, or null when the task has ended. */
  #run(entry: { task: PacedTask; next: number }): number | null {
    const { task } = entry;
    const now = performance.now();
    while (!task.signal.aborted) {
      if (entry.next >= task.total) {
        task.done();
        return null;
      }
      const due = task.startMs + entry.next * task.intervalMs;
      if (due > now) return due;
      task.step(entry.next++);
    }
    return null;
  }
}
