import type { CoreLocale } from "../../../../shared/locale.ts";

/** A date with its weekday, such as "Tuesday, 14 July 1789". */
export function formatDate(date: Temporal.PlainDate, locale: CoreLocale): string {
  return written(date, { locale, weekday: "long" });
}

/** A date without its weekday, such as "14 July 1789". */
export function formatDay(date: Temporal.PlainDate, locale: CoreLocale): string {
  return written(date, { locale });
}

function written(
  date: Temporal.PlainDate,
  options: { locale: CoreLocale; weekday?: "long" },
): string {
  const { locale, ...weekday } = options;
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    ...weekday,
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
    calendar: "gregory",
  });
  const text = format.format(atUtcMidnight(date));
  if (locale === "fr") return text.replace(/\b1 (?=\p{L})/u, "1er ");
  return locale === "es" ? text.replace(",", "") : text;
}

/** The weekday's name, such as "Tuesday". */
export function formatWeekday(date: Temporal.PlainDate, locale: CoreLocale): string {
  return new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(
    atUtcMidnight(date),
  );
}

/** A time of day with its zone's offset, such as "15:30 (UTC+2)". */
export function formatClock(
  time: Temporal.ZonedDateTime,
  locale: CoreLocale,
): { clock: string; offset: string } {
  const clock = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
  });
  const wall = new Date(Date.UTC(2024, 0, 1, time.hour, time.minute));
  return { clock: clock.format(wall), offset: formatOffset(time.offsetNanoseconds / 60e9) };
}

/** An offset in minutes, such as "UTC+5:30". */
function formatOffset(minutes: number): string {
  const whole = Math.round(Math.abs(minutes));
  const rest = whole % 60;
  const sign = minutes < 0 ? "−" : "+";
  return whole === 0
    ? "UTC"
    : `UTC${sign}${Math.floor(whole / 60)}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/** A past date and time in the user's time zone, in short form. */
export function formatMoment(moment: Date, locale: CoreLocale, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  return format.format(moment);
}

/** A duration in words, such as "2 weeks, 3 days"; "0 days" when it is empty. */
export function formatDuration(duration: Temporal.Duration, locale: CoreLocale): string {
  const format = new Intl.DurationFormat(locale, {
    style: "long",
    ...(duration.blank ? { daysDisplay: "always" } : {}),
  });
  const { years, months, weeks, days, hours, minutes } = duration.abs();
  return format.format({ years, months, weeks, days, hours, minutes });
}

function atUtcMidnight(date: Temporal.PlainDate): Date {
  return new Date(date.toZonedDateTime("UTC").epochMilliseconds);
}
