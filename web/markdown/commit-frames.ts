/** What a commit loop needs from the page. */
export interface FrameClock {
  requestFrame: (run: () => void) => number;
  cancelFrame: (id: number) => void;
  /** A monotonic clock in milliseconds. */
  now: () => number;
  /** A hidden page gets no frames. */
  isHidden: () => boolean;
}

export interface FrameCommits<T> {
  /**
   * Commits the latest value on a coming frame; immediately when `urgent` or when the page is
   * hidden.
   */
  push: (value: T, urgent: boolean) => void;
  /** Commits the pending value, if any. */
  flush: () => void;
  dispose: () => void;
}

/**
 * After a commit the loop pauses this many times its duration, so slow ones leave room for typing.
 */
const restFactor = 3;

/** Coalesces values so that `commit` runs at most once a frame, always with the latest one. */
export function createFrameCommits<T>(
  commit: (value: T) => void,
  clock: FrameClock,
): FrameCommits<T> {
  let waiting: { value: T } | null = null;
  let frame: number | null = null;
  let restUntil = 0;

  const flush = () => {
    if (frame !== null) clock.cancelFrame(frame);
    frame = null;
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    const start = clock.now();
    commit(value);
    const end = clock.now();
    restUntil = end + restFactor * (end - start);
  };
  const onFrame = () => {
    frame = null;
    if (clock.now() < restUntil) frame = clock.requestFrame(onFrame);
    else flush();
  };
  return {
    push(value, urgent) {
      waiting = { value };
      if (urgent || clock.isHidden()) flush();
      else frame ??= clock.requestFrame(onFrame);
    },
    flush,
    dispose() {
      waiting = null;
      flush();
    },
  };
}
