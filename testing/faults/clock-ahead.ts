import { skewClock } from "./skew-clock.ts";

skewClock(5 * 60_000);
