/** How long a flusher waits, and on which clock. */
export interface Clock {
  /** Milliseconds, from any moment. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** This process's clock. */
export const processClock: Clock = { now: () => performance.now(), sleep: (ms) => Bun.sleep(ms) };

/**
 * The pause on a node that keeps up, in milliseconds: 0.3 per writer of the last flush, within
 * limits. A lone stream is flushed at once; two hundred share the cost of a flush and of waking all
 * readers, and are at most about one frame late.
 */
const usualMs = { least: 4, perWriter: 0.3, most: 20 };

/** The longest pause, in milliseconds. Text that comes twenty times a second still looks fluent. */
export const longestPauseMs = 50;

/**
 * The lag of the event loop, in milliseconds, at which pauses begin to grow, and at which they are
 * longest. A loop that keeps up is one or two late, because timers count whole milliseconds.
 */
const lagMs = { from: 3, full: 20 };

/** The measured lag is an average whose samples weigh 1/e after this many milliseconds. */
const memoryMs = 250;

/** The greatest weight of one sample: a single late timer is no load. */
const mostWeight = 0.3;

/** The greatest lateness of a sample, in milliseconds: that of a machine that slept is no more. */
const mostLateMs = 2 * lagMs.full;

/** The lag at some moment of a clock. */
export interface Lag {
  ms: number;
  at: number;
}

/** What is left of a measured lag after a rest: without flushes, nothing is measured. */
export function afterRest({ ms, at }: Lag, now: number): Lag {
  return { ms: ms * Math.exp((at - now) / memoryMs), at: now };
}

/**
 * The average lag after one more sample. Samples weigh by the time since the last one, because
 * pauses differ in length.
 *
 * @param lateMs how late a timer was
 */
export function addSample(before: Lag, { lateMs, at }: { lateMs: number; at: number }): Lag {
  const weight = Math.min(1 - Math.exp((before.at - at) / memoryMs), mostWeight);
  return { ms: (1 - weight) * before.ms + weight * Math.min(lateMs, mostLateMs), at };
}

/**
 * The pause before the next flush, in milliseconds. It grows with the lag of the event loop: what a
 * stream brings in a longer pause is one chunk and one frame, so a node under load gathers text
 * instead of falling behind.
 *
 * @param writers the number of generations in the last flush
 * @param isBehind whether a provider waits for flushes: pauses would slow its reply down
 */
export function pauseAfter(
  writers: number,
  { lag, isBehind }: { lag: number; isBehind: boolean },
): number {
  const usual = Math.min(usualMs.least + usualMs.perWriter * writers, usualMs.most);
  if (isBehind) return usual;
  const share = Math.min(Math.max((lag - lagMs.from) / (lagMs.full - lagMs.from), 0), 1);
  return usual + share * (longestPauseMs - usual);
}

/** Pauses between flushes. Their own lateness is the measure of the event loop's lag. */
export class FlushPauses {
  readonly #clock: Clock;
  #lag: Lag = { ms: 0, at: 0 };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The first flush after a rest begins. */
  rested(): void {
    this.#lag = afterRest(this.#lag, this.#clock.now());
  }

  /** Waits before the next flush; returns how long it meant to, in milliseconds. */
  async pause(writers: number, isBehind: boolean): Promise<number> {
    const startedAt = this.#clock.now();
    const ms = pauseAfter(writers, { lag: this.#lag.ms, isBehind });
    await this.#clock.sleep(ms);
    const at = this.#clock.now();
    this.#lag = addSample(this.#lag, { lateMs: Math.max(at - startedAt - ms, 0), at });
    return ms;
  }
}
