import type { AnalyticsView } from "../../shared/analytics.ts";
import type { Locale } from "../../shared/locale.ts";

/** How each kind of number is written for people. */
export interface FigureFormats {
  count(value: number): string;
  /** Short, such as `1.2M`. */
  many(value: number): string;
  /** US dollars; small sums with more digits. */
  cost(value: number): string;
  /** Of milliseconds, in seconds. */
  time(ms: number): string;
}

/** Below this, in dollars, whole cents say too little. */
const smallCost = 1;

/** Makes the formats of a language, once for many numbers. */
export function figureFormats(locale: Locale): FigureFormats {
  const count = new Intl.NumberFormat(locale);
  const many = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const money = { style: "currency", currency: "USD" } as const;
  const cost = new Intl.NumberFormat(locale, money);
  const small = new Intl.NumberFormat(locale, { ...money, maximumFractionDigits: 4 });
  const time = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "second",
    unitDisplay: "short",
    maximumSignificantDigits: 2,
  });
  return {
    count: (value) => count.format(value),
    many: (value) => many.format(value),
    cost: (value) => (value < smallCost ? small : cost).format(value),
    time: (ms) => time.format(ms / 1_000),
  };
}

/** What a stretch is called, such as "23–29 Nov 2026"; its days are UTC. */
export function nameStretch(
  { range, starts, ends }: Pick<AnalyticsView, "range" | "starts" | "ends">,
  locale: Locale,
): string {
  const utc = { timeZone: "UTC" } as const;
  const first = new Date(starts);
  switch (range) {
    case "day":
      return new Intl.DateTimeFormat(locale, { ...utc, dateStyle: "full" }).format(first);
    case "week": {
      const days = new Intl.DateTimeFormat(locale, { ...utc, dateStyle: "medium" });
      return days.formatRange(first, new Date(Date.parse(ends) - 1));
    }
    case "month":
      return new Intl.DateTimeFormat(locale, { ...utc, month: "long", year: "numeric" }).format(
        first,
      );
    case "year":
      return new Intl.DateTimeFormat(locale, { ...utc, year: "numeric" }).format(first);
  }
}
