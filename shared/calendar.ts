import type { AnalyticsRange, AnalyticsView } from "./analytics.ts";

/** A range of the calendar with its steps. Times are UTC. */
export interface Stretch {
  step: AnalyticsView["step"];
  starts: Date;
  /** Exclusive. */
  ends: Date;
  /** The start of each step. */
  points: Date[];
}

/** The day, week (from Monday), month or year that contains a moment. */
export function stretchAround(range: AnalyticsRange, moment: Date): Stretch {
  const year = moment.getUTCFullYear();
  const month = moment.getUTCMonth();
  const day = moment.getUTCDate();
  const monday = day - ((moment.getUTCDay() + 6) % 7);
  switch (range) {
    case "day":
      return cut(
        "hour",
        Array.from({ length: 25 }, (_, i) => Date.UTC(year, month, day, i)),
      );
    case "week":
      return cut(
        "day",
        Array.from({ length: 8 }, (_, i) => Date.UTC(year, month, monday + i)),
      );
    case "month": {
      const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
      return cut(
        "day",
        Array.from({ length: days + 1 }, (_, i) => Date.UTC(year, month, 1 + i)),
      );
    }
    case "year":
      return cut(
        "month",
        Array.from({ length: 13 }, (_, i) => Date.UTC(year, i)),
      );
  }
}

/** @param times the start of each step, and finally the end */
function cut(step: Stretch["step"], times: number[]): Stretch {
  const points = times.map((time) => new Date(time));
  const ends = points.pop();
  const [starts] = points;
  if (!starts || !ends) throw new Error("a stretch without a step");
  return { step, starts, ends, points };
}
