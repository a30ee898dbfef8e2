import { findDates, type FoundDate } from "../calendar/find-dates.ts";
import { formatDate, formatDay, formatDuration, formatWeekday } from "../calendar/format-date.ts";
import { durationPattern, readDuration } from "../calendar/read-duration.ts";
import { formatNumber } from "../numbers/format-number.ts";
import type { Skill, SkillInput } from "../skill.ts";

const dayCount =
  /\b(?:how (?:many (?:days|weeks|months|years)|long)|days? (?:between|until|till|since|to|from)|number of days|combien de (?:jours|semaines|mois|temps|dodos)|jours? (?:entre|avant|depuis|jusqu)|nombre de jours|cuant[oa]s? (?:dias|semanas|meses|anos|tiempo|falta)|dias? (?:entre|hasta|desde|para)|numero de dias)\b/;
const sincePast = /\b(?:since|depuis|desde|hace)\b/;
const weekNumber =
  /\b(?:week number|number of the week|what week|which week|iso week|numero de (?:la )?semaine|quelle semaine|semaine (?:numero|iso)|numero de (?:la )?semana|que semana|cual semana|semana iso)\b/;
const weekday =
  /\b(?:what|which|quel|que|en que|cual) (?:weekday|day(?: of the week)?|jour(?: de la semaine)?|dia(?: de la semana)?)\b|\b(?:weekday|day of the week) (?:of|was|is|for)\b|^(?:when is|when was|quand est|quand tombe|cuando es|cuando cae)\b/;
const dateQuestion =
  /^(?:what|which|quelle?|que|cual|when|quand|cuando|en que|a que)\b.*\b(?:date|day|weekday|jour|fecha|dia|be|sera|sommes|seremos|estamos|estaremos|was|etait|fue|era|is)\b/;

const before = "(?:in|dans|d'ici|dentro de|en|hace|il y a)";
const after =
  "(?:from now|from today|hence|later|ago|plus tard|a partir de (?:hoy|ahora)|despues|atras)";
const offsetFromToday = new RegExp(
  `(?:^| )(?:${before} (?<a>${durationPattern})|(?<b>${durationPattern}) ${after})$`,
);
const offsetFromDate = new RegExp(
  `(?<duration>${durationPattern}) (?<side>after|from|before|apres|a partir du|a compter du|avant|despues del?|desde|antes del?|a partir del?)\\b`,
);
const backwards = /\b(?:ago|before|il y a|avant|hace|antes|atras)\b/;

/** Days between dates, dates some time away, weekdays and week numbers. */
export const reckonDates: Skill = (input) => {
  if (input.plain.length > 160) return null;
  const today = Temporal.Instant.fromEpochMilliseconds(input.now.getTime())
    .toZonedDateTimeISO(input.timeZone)
    .toPlainDate();
  const dates = findDates(input.plain, { locale: input.locale, today });
  if (weekNumber.test(input.plain)) return tellWeek(dates[0]?.date ?? today, input);
  if (dayCount.test(input.plain) && dates.length > 0) return countDays(dates, today, input);
  const offset = readOffset(input.plain, dates, today);
  if (offset) return tellOffset(offset, input);
  const [only] = dates;
  if (!only || dates.length > 1) return null;
  const isBare = only.at === 0 && only.length === input.plain.length && only.length > 7;
  return isBare || weekday.test(input.plain)
    ? tellWeekday(yearOf(only, today, input.plain), input)
    : null;
};

function countDays(
  dates: readonly FoundDate[],
  today: Temporal.PlainDate,
  input: SkillInput,
): string {
  const { phrases, locale } = input;
  const [first, second] = dates;
  const start = second && first ? first.date : today;
  const found = second ?? first;
  const end =
    found && !found.hasYear
      ? nearestYear(found.date, today, sincePast.test(input.plain))
      : (found?.date ?? today);
  const [a, b] = Temporal.PlainDate.compare(start, end) <= 0 ? [start, end] : [end, start];
  const days = a.until(b, { largestUnit: "day" }).days;
  const weeks = Temporal.Duration.from({ weeks: Math.floor(days / 7), days: days % 7 });
  const calendar = a.until(b, { largestUnit: "year" });
  const parts = days < 7 ? [] : days < 28 ? [weeks] : [weeks, calendar];
  return phrases.dates.between({
    from: formatDate(a, locale),
    to: formatDate(b, locale),
    days: formatNumber(String(days), locale).text,
    isOne: days === 1,
    breakdown: parts.map((part) => formatDuration(part, locale)),
  });
}

/** A recurring date means this year's when the past is meant, otherwise the next. */
function yearOf(
  { date, hasYear }: FoundDate,
  today: Temporal.PlainDate,
  plain: string,
): Temporal.PlainDate {
  if (hasYear || /\b(?:was|etait|fue|era)\b/.test(plain)) return date;
  return nearestYear(date, today, false);
}

/** The next or the last occurrence. */
function nearestYear(
  date: Temporal.PlainDate,
  today: Temporal.PlainDate,
  past: boolean,
): Temporal.PlainDate {
  const order = Temporal.PlainDate.compare(date, today);
  if (past) return order > 0 ? date.subtract({ years: 1 }) : date;
  return order < 0 ? date.add({ years: 1 }) : date;
}

interface Offset {
  start: Temporal.PlainDate;
  duration: Temporal.Duration;
  fromToday: boolean;
}

function readOffset(
  plain: string,
  dates: readonly FoundDate[],
  today: Temporal.PlainDate,
): Offset | null {
  const sign = backwards.test(plain) ? -1 : 1;
  const dated = offsetFromDate.exec(plain)?.groups;
  const [start] = dates;
  if (dated && start && dates.length === 1)
    return offset(dated["duration"], sign, { start: start.date, fromToday: false });
  const { a, b } = offsetFromToday.exec(plain)?.groups ?? {};
  const words = a ?? b;
  const isWhole = words !== undefined && plain.replace(words, "").trim().split(" ").length <= 4;
  if (!words || dates.length > 0 || !(isWhole || dateQuestion.test(plain))) return null;
  return /\b(?:minut|min|hour|hr|heure|hora)/.test(words)
    ? null
    : offset(words, sign, { start: today, fromToday: true });
}

function offset(
  words: string | undefined,
  sign: number,
  base: { start: Temporal.PlainDate; fromToday: boolean },
): Offset | null {
  const duration = words ? readDuration(words) : null;
  return duration && { ...base, duration: sign < 0 ? duration.negated() : duration };
}

/** Supported years: Temporal's own range ends beyond them. */
const maxYears = 200_000;

function tellOffset(
  { start, duration, fromToday }: Offset,
  { phrases, locale }: SkillInput,
): string {
  const roughYears =
    Math.abs(duration.years) +
    Math.abs(duration.months) / 12 +
    Math.abs(duration.weeks) / 52 +
    Math.abs(duration.days) / 365;
  if (roughYears > maxYears) return phrases.dates.outOfRange;
  const date = start.add(duration);
  return phrases.dates.offset({
    from: fromToday ? null : formatDate(start, locale),
    duration: formatDuration(duration, locale),
    isPast: duration.sign < 0,
    date: formatDate(date, locale),
  });
}

function tellWeekday(
  date: Temporal.PlainDate,
  { phrases, locale, now, timeZone }: SkillInput,
): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const order = Temporal.PlainDate.compare(date, today);
  if (order === 0) return phrases.time.date(formatDate(date, locale), null);
  const tense = order < 0 ? "past" : "present";
  const text = phrases.dates.weekday(formatDay(date, locale), formatWeekday(date, locale), tense);
  return date.year < 1583 ? `${text} ${phrases.dates.gregorianNote}` : text;
}

function tellWeek(date: Temporal.PlainDate, { phrases, locale }: SkillInput): string {
  const monday = date.subtract({ days: date.dayOfWeek - 1 });
  return phrases.dates.week({
    date: formatDay(date, locale),
    week: date.weekOfYear ?? 0,
    year: date.yearOfWeek ?? date.year,
    monday: formatDay(monday, locale),
    sunday: formatDay(monday.add({ days: 6 }), locale),
  });
}
