import { type Clock, systemClock } from "pg-boss";

/**
 * Period of pg-boss's event `wip`, in milliseconds, which reports running jobs and cannot be turned
 * off.
 */
const wipMs = 2_000;

/**
 * The system clock without the timer of `wip`, an event that is not used here and would wake an
 * idle node every 2 s.
 */
export const quietClock: Clock = {
  ...systemClock,
  setInterval: (run, ms) => (ms === wipMs ? undefined : systemClock.setInterval(run, ms)),
};
