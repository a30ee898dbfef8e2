import { type Clock, systemClock } from "pg-boss";

/** Period of pg-boss's event `wip`, in milliseconds: it tells which jobs are in hand, and has no option. */
const wipMs = 2_000;

/** The system's clock without the timer of `wip`, which nothing listens for and which wakes an idle node every 2 s. */
export const quietClock: Clock = {
  ...systemClock,
  setInterval: (run, ms) => (ms === wipMs ? undefined : systemClock.setInterval(run, ms)),
};
