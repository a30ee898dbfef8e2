import type { Locale } from "../../shared/locale.ts";
import { withRegion } from "../i18n/region.ts";

/**
 * A time (ISO 8601) in short form: today only the time, before that with the day, before this year
 * with the year.
 */
export function messageTime(iso: string, now: Date, locale: Locale): string {
  const date = new Date(iso);
  const sameYear = date.getFullYear() === now.getFullYear();
  const sameDay =
    sameYear && date.getMonth() === now.getMonth() && date.getDate() === now.getDate();
  return new Intl.DateTimeFormat(withRegion(locale), {
    hour: "numeric",
    minute: "2-digit",
    ...(sameDay ? {} : { day: "numeric", month: "short" }),
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(date);
}

/** A duration, rounded up to whole seconds, or to minutes from two minutes on. */
export function duration(ms: number, locale: Locale): string {
  const seconds = Math.ceil(ms / 1000);
  const format = (value: number, unit: "second" | "minute") =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
  return seconds < 120 ? format(seconds, "second") : format(Math.ceil(seconds / 60), "minute");
}
