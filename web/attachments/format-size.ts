import type { Locale } from "../../shared/locale.ts";

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** Formats a size in bytes in the largest unit with at least one, in steps of 1,024. */
export function formatSize(bytes: number, locale: Locale): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const amount = bytes / 1024 ** step;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: units[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);
}
