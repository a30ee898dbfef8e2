/** Measures how long this thread is busy without a break. Disposing ends it. */
export interface ThreadTime extends Disposable {
  /** The longest time so far, in milliseconds of this thread's own processor time. */
  readonly longestMs: number;
}

/** Interval of the measurements, in milliseconds. */
const lookEveryMs = 1;

/**
 * Measures the processor time of this thread between two ticks of a timer: the time that the event
 * loop is blocked, whatever else the machine is doing.
 */
export function watchThreadTime(): ThreadTime {
  let longestMs = 0;
  let before = used();
  const timer = setInterval(() => {
    const now = used();
    longestMs = Math.max(longestMs, now - before);
    before = now;
  }, lookEveryMs);
  return {
    get longestMs() {
      return Math.max(longestMs, used() - before);
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
