/** A series of values over the times of a chart. */
export interface ChartSeries {
  label: string;
  /** One per time; null if unknown. */
  values: readonly (number | null)[];
  kind: "line" | "bar";
}

/** The data of a chart. */
export interface ChartData {
  /** Unix times in seconds, ascending. */
  times: readonly number[];
  series: readonly ChartSeries[];
}

const daySeconds = 86_400;

/** Whether there is anything to draw. */
export function hasValues({ series }: ChartData): boolean {
  return series.some(({ values }) => values.some((value) => value !== null));
}

/** Whether a point stands for a day or more, so that its hour is meaningless. */
export function isByDay(times: readonly number[]): boolean {
  const [first, second] = times;
  return first !== undefined && second !== undefined && second - first >= daySeconds;
}

/** Whether all values are whole, so that an axis needs no fractions. */
export function isWhole({ series }: ChartData): boolean {
  return series.every(({ values }) => values.every((value) => value === null || value % 1 === 0));
}

/** The latest and the highest known value; null without any. */
export function latestAndHighest(
  values: readonly (number | null)[],
): { latest: number; highest: number } | null {
  const known = values.filter((value) => value !== null);
  const latest = known.at(-1);
  if (latest === undefined) return null;
  // No spread: a year by the minute exceeds the number of arguments of a call.
  return { latest, highest: known.reduce((a, b) => Math.max(a, b)) };
}
