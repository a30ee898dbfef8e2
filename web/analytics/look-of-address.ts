import type { AnalyticsRange } from "../../shared/analytics.ts";
import type { Look } from "./live-view.ts";

const ranges: readonly AnalyticsRange[] = ["day", "week", "month", "year"];

/** The range in an address; this week if it contains no valid one. */
export function readLook(address: Readonly<Record<string, unknown>>): Look {
  const range = ranges.find((each) => each === address["range"]) ?? "week";
  const on = address["on"];
  const isDay = typeof on === "string" && /^20\d\d-\d\d-\d\d$/.test(on) && isReal(on);
  return isDay ? { range, on } : { range };
}

function isReal(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
