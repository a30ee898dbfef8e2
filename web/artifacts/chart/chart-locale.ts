import { parse, type TimeLocale, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";

/** Formats of a language for Vega, which has those of English alone. */
export interface ChartLocale {
  number: {
    decimal: string;
    thousands: string;
    grouping: number[];
    currency: [string, string];
  };
  time: TimeLocale;
  /** Formats of the ticks of a time scale, by the smallest unit that they tell. */
  ticks: Readonly<Record<"minutes" | "hours" | "date" | "day" | "week" | "month" | "year", string>>;
  /** A date with its year. */
  date: string;
}

type Options = Intl.DateTimeFormatOptions;

/** The formats of a language. Digits are the ones that axes of all languages share. */
export function chartLocale(tag: string): ChartLocale {
  const name = (options: Options) => {
    const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC" });
    return (month: number, day: number) => format.format(Date.UTC(2023, month, day));
  };
  const months = (month: "long" | "short") => list(12, (index) => name({ month })(index, 1));
  // The first of January 2023 is a Sunday.
  const days = (weekday: "long" | "short") => list(7, (index) => name({ weekday })(0, index + 1));
  const date = pattern(tag, { year: "numeric", month: "short", day: "numeric" });
  const time = pattern(tag, { hour: "numeric", minute: "2-digit" });
  const digits = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return {
    number: numbers(tag),
    time: {
      dateTime: `${date} ${time}`,
      date: pattern(tag, digits),
      time,
      periods: [period(tag, 9), period(tag, 21)],
      days: tuple7(days("long")),
      shortDays: tuple7(days("short")),
      months: tuple12(months("long")),
      shortMonths: tuple12(months("short")),
    },
    ticks: {
      minutes: time,
      hours: pattern(tag, { hour: "numeric" }),
      date: pattern(tag, { weekday: "short", day: "numeric" }),
      day: pattern(tag, { weekday: "short", day: "numeric" }),
      week: pattern(tag, { month: "short", day: "numeric" }),
      month: "%B",
      year: "%Y",
    },
    date,
  };
}

/** Formats a view's numbers and dates as a language does; what it reads stays as it is. */
export function localise(view: View, { number, time, ticks }: ChartLocale): void {
  const english = view.locale();
  const none = parse({ config: { locale: { number, time } } }, {}, { ast: true });
  const own = new View(none, { expr: expressionInterpreter }).locale();
  const withTicks = (format: (spec: string) => unknown) => (spec: unknown) =>
    Reflect.apply(format, own, [typeof spec === "string" ? spec : { ...ticks, ...Object(spec) }]);
  view.locale({
    ...own,
    timeFormat: withTicks(own.timeFormat),
    utcFormat: withTicks(own.utcFormat),
    timeParse: english.timeParse,
    utcParse: english.utcParse,
  });
}

function numbers(tag: string): ChartLocale["number"] {
  const parts = new Intl.NumberFormat(tag, { numberingSystem: "latn" }).formatToParts(1234567.8);
  const find = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  // A chart that says "$" means dollars in every language.
  return {
    decimal: find("decimal") || ".",
    thousands: find("group"),
    grouping: [3],
    currency: ["$", ""],
  };
}

/** The pattern of a date format, as `d3-time-format` writes it. */
function pattern(tag: string, options: Options): string {
  const format = new Intl.DateTimeFormat(tag, {
    ...options,
    timeZone: "UTC",
    numberingSystem: "latn",
  });
  const is12Hours = format.resolvedOptions().hour12 === true;
  return format
    .formatToParts(Date.UTC(2023, 10, 7, 15, 42))
    .map(({ type, value }) => directive(type, value, is12Hours) ?? value.replaceAll("%", "%%"))
    .join("");
}

function directive(type: string, value: string, is12Hours: boolean): string | null {
  switch (type) {
    case "year":
      return "%Y";
    case "month":
      return /^\d+$/.test(value) ? "%m" : "%b";
    case "day":
      return value.length === 2 ? "%d" : "%-d";
    case "weekday":
      return "%a";
    case "hour":
      return is12Hours ? "%-I" : "%H";
    case "minute":
      return "%M";
    case "dayPeriod":
      return "%p";
    default:
      return null;
  }
}

function period(tag: string, hour: number): string {
  const format = new Intl.DateTimeFormat(tag, { hour: "numeric", hour12: true, timeZone: "UTC" });
  const parts = format.formatToParts(Date.UTC(2023, 0, 1, hour));
  return parts.find(({ type }) => type === "dayPeriod")?.value ?? "";
}

function list(length: number, make: (index: number) => string): string[] {
  return Array.from({ length }, (_, index) => make(index));
}

function tuple7([
  a = "",
  b = "",
  c = "",
  d = "",
  e = "",
  f = "",
  g = "",
]: string[]): TimeLocale["days"] {
  return [a, b, c, d, e, f, g];
}

function tuple12(names: string[]): TimeLocale["months"] {
  const [a = "", b = "", c = "", d = "", e = "", f = "", ...rest] = names;
  const [g = "", h = "", i = "", j = "", k = "", l = ""] = rest;
  return [a, b, c, d, e, f, g, h, i, j, k, l];
}
