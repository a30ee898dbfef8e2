import { isByDay } from "./chart-data.ts";

/** Formats a point's time in full, for tables; without the hour if points are days. */
export function momentFormat(locale: string, byDay: boolean): (unixSeconds: number) => string {
  const format = new Intl.DateTimeFormat(
    locale,
    byDay ? { dateStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" },
  );
  return (unixSeconds) => format.format(unixSeconds * 1_000);
}

/** Ticks further apart than this are months, in seconds. */
const monthSeconds = 27 * 86_400;

/** The labels of a time axis: hours, and the day at midnight or when ticks are days; or months. */
export function axisTimes(locale: string, marks: readonly number[]): string[] {
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  const hour = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
  const month = new Intl.DateTimeFormat(locale, { month: "short" });
  const byDay = isByDay(marks);
  const [first = 0, second = 0] = marks;
  const byMonth = second - first > monthSeconds;
  return marks.map((mark) => {
    const date = new Date(mark * 1_000);
    const isMidnight = date.getHours() === 0 && date.getMinutes() === 0;
    if (byMonth) return month.format(date);
    return (byDay || isMidnight ? day : hour).format(date);
  });
}
