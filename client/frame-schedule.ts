import type { Schedule } from "./store/state-holder.ts";

/**
 * Longest delay of changes on a hidden page, in milliseconds, because it gets no animation frames.
 */
const hiddenMs = 250;

/** Runs at the next animation frame, or a little later on a page that is not painted. */
export const frameSchedule: Schedule = (run) => {
  const once = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    run();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, hiddenMs);
};
