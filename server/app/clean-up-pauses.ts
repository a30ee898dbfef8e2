import type { Pace } from "../platform/pace.ts";

/** Pause between two clean-ups while the node is in use, in milliseconds. */
const liveMs = 120_000;

/** Longest pause on an idle node, in milliseconds. */
const longestMs = 30 * 60_000;

/** Pause as a share of the idle time: expired data is deleted at most that much late. */
const shareOfIdle = 0.5;

/**
 * Tells whether a clean-up is due: every two minutes while the node is in use. While it is idle,
 * only existing data expires, so pauses grow with the idle time, up to half an hour.
 *
 * @param now `performance.now()`
 * @returns a function to call at each check; true counts as a clean-up
 */
export function createCleanUpPauses(
  pace: Pick<Pace, "idleForMs">,
  now: () => number = () => performance.now(),
): () => boolean {
  let lastAt = now();
  return () => {
    const pauseMs = Math.min(Math.max(liveMs, pace.idleForMs * shareOfIdle), longestMs);
    // Checks are a minute apart, give or take a step of the clock.
    if (now() - lastAt < pauseMs - 5_000) return false;
    lastAt = now();
    return true;
  };
}
