import { coreLocales } from "../../../../shared/locale.ts";
import { foldText } from "../language/plain-text.ts";

/** Folded names in all languages: months to 1–12, weekdays to 1 (Monday) – 7. */
export interface CalendarNames {
  months: Map<string, number>;
  weekdays: Map<string, number>;
}

/** The names, long and short, longest first so that a pattern of them prefers the whole word. */
export function calendarNames(): CalendarNames {
  const months: [string, number][] = [];
  const weekdays: [string, number][] = [];
  for (const locale of coreLocales) {
    for (const style of ["long", "short"] as const) {
      const monthName = new Intl.DateTimeFormat(locale, { month: style, timeZone: "UTC" });
      const dayName = new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" });
      for (let month = 1; month <= 12; month++)
        months.push([name(monthName, Date.UTC(2024, month - 1, 1)), month]);
      // Short weekdays ("sun", "mar", "sat") are too often other words.
      if (style === "short") continue;
      for (let day = 1; day <= 7; day++)
        weekdays.push([name(dayName, Date.UTC(2024, 0, day)), day]);
    }
  }
  months.push(["sept", 9], ["setiembre", 9]);
  return { months: longestFirst(months), weekdays: longestFirst(weekdays) };
}

function name(format: Intl.DateTimeFormat, time: number): string {
  return foldText(format.format(new Date(time))).replace(/\.$/, "");
}

function longestFirst(entries: [string, number][]): Map<string, number> {
  return new Map(entries.sort(([a], [b]) => b.length - a.length));
}
