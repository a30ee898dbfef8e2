import type { CoreLocale } from "../../../../shared/locale.ts";
import { type CalendarNames, calendarNames } from "./calendar-names.ts";

/** A date in a text. Without a year, it recurs every year. */
export interface FoundDate {
  /** Its start in the text. */
  at: number;
  length: number;
  date: Temporal.PlainDate;
  hasYear: boolean;
}

export interface DateContext {
  locale: CoreLocale;
  /** Today in the user's time zone. */
  today: Temporal.PlainDate;
}

interface Reader {
  pattern: RegExp;
  read(groups: Record<string, string | undefined>, context: DateContext): Temporal.PlainDate | null;
}

/** The dates in a folded text, in order: written, numeric, named or relative to today. */
export function findDates(plain: string, context: DateContext): FoundDate[] {
  const found: FoundDate[] = [];
  for (const { pattern, read } of readers()) {
    for (const match of plain.matchAll(pattern)) {
      const groups = match.groups ?? {};
      const date = read(groups, context);
      const length = match[0].length;
      const taken = found.some(
        (other) => match.index < other.at + other.length && other.at < match.index + length,
      );
      if (date && !taken) found.push({ at: match.index, length, date, hasYear: hasYear(groups) });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function hasYear(groups: Record<string, string | undefined>): boolean {
  return (
    groups["year"] !== undefined ||
    (groups["month"] === undefined && groups["annual"] === undefined)
  );
}

function readers(): Reader[] {
  const names = calendarNames();
  return [...dayAndMonth(names), ...relativeDays(), ...namedDays(names)];
}

function dayAndMonth({ months }: CalendarNames): Reader[] {
  const month = `(?<month>${[...months.keys()].join("|")})\\.?`;
  const day = "(?<day>\\d{1,2})(?:st|nd|rd|th|er|º|°)?";
  const year = "(?<year>\\d{4})";
  const written: Reader["read"] = ({ day, month, year }, context) =>
    toDate(Number(year ?? context.today.year), months.get(month ?? "") ?? 0, Number(day));
  return [
    {
      pattern: /\b(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})\b/g,
      read: (g) => toDate(Number(g["year"]), Number(g["month"]), Number(g["day"])),
    },
    { pattern: /\b(?<a>\d{1,2})[/.-](?<b>\d{1,2})[/.-](?<year>\d{4})\b/g, read: readNumeric },
    {
      pattern: new RegExp(`\\b${day}(?: of| de)? ${month}(?:,? (?:de |del )?${year})?\\b`, "g"),
      read: written,
    },
    { pattern: new RegExp(`\\b${month} ${day}(?:,? ${year})?\\b`, "g"), read: written },
  ];
}

function relativeDays(): Reader[] {
  return [
    {
      pattern: /\b(?:today|now|aujourd'hui|maintenant|hoy|ahora)\b/g,
      read: (_, { today }) => today,
    },
    {
      pattern: /\b(?:tomorrow|demain)\b|(?<!\b(?:la|pasado) )\bmanana\b/g,
      read: (_, { today }) => today.add({ days: 1 }),
    },
    {
      pattern: /\b(?:yesterday|hier|ayer)\b/g,
      read: (_, { today }) => today.subtract({ days: 1 }),
    },
  ];
}

/** Holidays and weekdays, as their next occurrence. */
function namedDays({ weekdays }: CalendarNames): Reader[] {
  return [
    {
      pattern: /\b(?<annual>christmas(?! eve)|noel|navidad)\b(?: (?<year>\d{4})\b)?/g,
      read: (g, c) => toDate(Number(g["year"] ?? c.today.year), 12, 25),
    },
    {
      pattern:
        /\b(?<annual>new year(?:'?s(?: day)?)?|nouvel an|ano nuevo)\b(?! eve)(?: (?<year>\d{4})\b)?/g,
      read: (g, c) => toDate(Number(g["year"] ?? c.today.year), 1, 1),
    },
    {
      pattern: new RegExp(
        `\\b(?:next |proximo |el )?(?<weekday>${[...weekdays.keys()].join("|")})(?: prochain| proximo)?\\b`,
        "g",
      ),
      read: (g, c) => comingWeekday(weekdays.get(g["weekday"] ?? ""), c.today),
    },
  ];
}

/** Month first in English, day first elsewhere, and swapped when that is no date. */
function readNumeric(
  groups: Record<string, string | undefined>,
  { locale }: DateContext,
): Temporal.PlainDate | null {
  const [a, b, year] = [Number(groups["a"]), Number(groups["b"]), Number(groups["year"])];
  const [first, second] = [toDate(year, a, b), toDate(year, b, a)];
  return locale === "en" ? (first ?? second) : (second ?? first);
}

function comingWeekday(
  weekday: number | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  return weekday === undefined
    ? null
    : today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
}

function toDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (year < 1 || month < 1 || month > 12 || day < 1) return null;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day <= first.daysInMonth ? first.with({ day }) : null;
}
