import type { View } from "vega";
import { type ChartTable, tableLimits } from "../frame-message.ts";
import type { ShownData } from "./shown-data.ts";

type Row = Readonly<Record<string, unknown>>;

/** What a view's marks show, as tables, within the bounds of a message. */
export function chartTables(view: View, data: ShownData, locale: string): ChartTable[] {
  const seen = new Set<string>();
  return data.names
    .flatMap((name) => rowsOf(view, name) ?? [])
    .map((rows) => toTable(rows, data.times, sayValues(locale)))
    .filter((table) => {
      // Layers of one chart often show the same rows.
      const key = JSON.stringify(table);
      return table.columns.length > 0 && !seen.has(key) && seen.add(key);
    })
    .slice(0, tableLimits.tables);
}

/** The rows of some data; nothing for data that marks have among themselves. */
function rowsOf(view: View, name: string): [readonly Row[]] | null {
  try {
    return [view.data(name)];
  } catch {
    return null;
  }
}

function toTable(rows: readonly Row[], times: ReadonlySet<string>, say: Say): ChartTable {
  const columns = columnsOf(rows);
  const count = Math.floor(tableLimits.cells / Math.max(columns.length, 1));
  return {
    columns,
    rows: rows
      .slice(0, count)
      .map((row) => columns.map((column) => say(row[column], times.has(column)))),
    total: rows.length,
  };
}

/** Fields of the first rows, without those that a layout adds to them. */
function columnsOf(rows: readonly Row[]): string[] {
  const fields = new Set(rows.slice(0, 100).flatMap((row) => Object.keys(row)));
  const isLayout = (field: string) => {
    const base = /^(.+)_(?:start|end)$/.exec(field)?.[1];
    return field.startsWith("__") || (base !== undefined && fields.has(base));
  };
  return Array.from(fields)
    .filter((field) => !isLayout(field))
    .slice(0, tableLimits.columns)
    .map((field) => field.slice(0, tableLimits.cellLength));
}

/** A value as text; a number may be a time in milliseconds. */
type Say = (value: unknown, isTime: boolean) => string;

function sayValues(locale: string): Say {
  const numbers = new Intl.NumberFormat(locale, {
    numberingSystem: "latn",
    maximumFractionDigits: 6,
    useGrouping: false,
  });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return (value, isTime) => {
    if (value === null || value === undefined) return "";
    if (value instanceof Date || (isTime && typeof value === "number")) {
      const date = new Date(value);
      if (Number.isNaN(date.getTime())) return "";
      const isDay = date.getHours() + date.getMinutes() + date.getSeconds() === 0;
      return (isDay ? day : moment).format(date);
    }
    if (typeof value === "number") return numbers.format(value);
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return (text ?? "").slice(0, tableLimits.cellLength);
  };
}
