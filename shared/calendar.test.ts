import { describe, expect, test } from "bun:test";
import { analyticsRanges } from "./analytics.ts";
import { stretchAround } from "./calendar.ts";

const iso = (date: Date) => date.toISOString().slice(0, 13);

describe("a stretch of the calendar", () => {
  test("is the day, the week from Monday, the month or the year around a moment", () => {
    const sunday = new Date("2027-01-03T23:59:59Z");
    const found = analyticsRanges.map((range) => {
      const { step, starts, ends, points } = stretchAround(range, sunday);
      return [range, step, iso(starts), iso(ends), points.length];
    });
    expect(found).toEqual([
      ["day", "hour", "2027-01-03T00", "2027-01-04T00", 24],
      ["week", "day", "2026-12-28T00", "2027-01-04T00", 7],
      ["month", "day", "2027-01-01T00", "2027-02-01T00", 31],
      ["year", "month", "2027-01-01T00", "2028-01-01T00", 12],
    ]);
  });

  test("knows leap days, and holds every moment once", () => {
    expect(stretchAround("month", new Date("2028-02-29T00:00:00Z")).points).toHaveLength(29);
    for (const range of analyticsRanges) {
      const one = stretchAround(range, new Date("2026-10-31T12:00:00Z"));
      const next = stretchAround(range, one.ends);
      expect(next.starts).toEqual(one.ends);
      expect(one.points[0]).toEqual(one.starts);
    }
  });
});
