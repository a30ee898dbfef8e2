import type { Locale } from "../../../shared/locale.ts";

/** A short duration for a table or an axis, in the best unit. */
export function formatSeconds(seconds: number, locale: Locale): string {
  const format = (value: number, unit: "millisecond" | "second" | "minute" | "hour") =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit,
      unitDisplay: "short",
      maximumSignificantDigits: value < 10 ? 2 : 3,
    }).format(value);
  if (seconds < 1) return format(seconds * 1_000, "millisecond");
  if (seconds < 120) return format(seconds, "second");
  if (seconds < 7_200) return format(seconds / 60, "minute");
  return format(seconds / 3_600, "hour");
}
