import type { Schedule } from "./store/state-holder.ts";

/** How long a hidden page may put changes off, in milliseconds: it gets no animation frames. */
const hiddenMs = 250;

/** Runs at the next animation frame, or a little later in a page that is not painted. */
export const frameSchedule: Schedule = (run) => {
  const once = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    run();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, hiddenMs);
};
