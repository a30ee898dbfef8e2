import type { AnalyticsView } from "../../shared/analytics.ts";
import type { Locale } from "../../shared/locale.ts";

/** Formatters for each kind of number. */
export interface FigureFormats {
  count(value: number): string;
  /** Short, such as `1.2M`. */
  many(value: number): string;
  /** US dollars; more digits for small amounts. */
  cost(value: number): string;
  /** From milliseconds, in seconds. */
  time(ms: number): string;
}

/** Amounts below this, in dollars, need more than whole cents. */
const smallCost = 1;

/** Amounts below this, in dollars, would be zero with the digits of small ones. */
const tinyCost = 0.0001;

/** Creates a language's formatters, for many numbers. */
export function figureFormats(locale: Locale): FigureFormats {
  const count = new Intl.NumberFormat(locale);
  const many = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const money = { style: "currency", currency: "USD" } as const;
  const cost = new Intl.NumberFormat(locale, money);
  const small = new Intl.NumberFormat(locale, { ...money, maximumFractionDigits: 4 });
  const tiny = new Intl.NumberFormat(locale, { ...money, maximumSignificantDigits: 2 });
  const time = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "second",
    unitDisplay: "short",
    maximumSignificantDigits: 2,
  });
  return {
    count: (value) => count.format(value),
    many: (value) => many.format(value),
    cost(value) {
      if (value > 0 && value < tinyCost) return tiny.format(value);
      return (value < smallCost ? small : cost).format(value);
    },
    time: (ms) => time.format(ms / 1_000),
  };
}

/** The title of a range, such as "23–29 Nov 2026"; its days are UTC. */
export function nameStretch(
  { range, starts, ends }: Pick<AnalyticsView, "range" | "starts" | "ends">,
  locale: string,
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
