/** Longest run of queued work in one task, in milliseconds: half a frame. */
const sliceMs = 8;

/** Length of a window of `runSoon`, in milliseconds: one frame at 60 Hz. */
const windowMs = 16;

export interface WorkQueue {
  /** Runs `job` when the page is idle; resolves to its result, rejects with its error. */
  runIdle: <T>(job: () => T) => Promise<T>;
  /** Runs `job` now while this frame has time left, otherwise when the page is idle. */
  runSoon: (job: () => void) => void;
}

/** What a queue needs from the page. */
export interface IdleClock {
  requestIdle: (run: () => void) => void;
  /** A monotonic clock in milliseconds. */
  now: () => number;
}

/** Spreads small jobs over tasks, so that many of them never block the page. */
export function createWorkQueue(clock: IdleClock): WorkQueue {
  const jobs: (() => void)[] = [];
  let window = { start: Number.NEGATIVE_INFINITY, spent: 0 };

  const runSlice = () => {
    const end = clock.now() + sliceMs;
    do jobs.shift()?.();
    while (jobs.length > 0 && clock.now() < end);
    if (jobs.length > 0) clock.requestIdle(runSlice);
  };
  const runIdle = <T>(job: () => T): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    jobs.push(() => {
      try {
        resolve(job());
      } catch (error) {
        reject(error);
      }
    });
    if (jobs.length === 1) clock.requestIdle(runSlice);
    return promise;
  };
  return {
    runIdle,
    runSoon(job) {
      const start = clock.now();
      if (start - window.start > windowMs) window = { start, spent: 0 };
      if (window.spent >= sliceMs) return void runIdle(job);
      job();
      window.spent += clock.now() - start;
    },
  };
}

/** The page's idle time; a timer in browsers without `requestIdleCallback`. */
export function browserIdleClock(): IdleClock {
  const hasIdle = typeof requestIdleCallback === "function";
  return {
    requestIdle: (run) =>
      void (hasIdle ? requestIdleCallback(run, { timeout: 500 }) : setTimeout(run, 16)),
    now: () => performance.now(),
  };
}
