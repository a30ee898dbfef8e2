import { expect, test } from "bun:test";
import { hasValues, isByDay, isWhole, latestAndHighest } from "./chart-data.ts";
import { axisTimes, momentFormat } from "./chart-times.ts";

const line = (...values: (number | null)[]) => ({
  times: values.map((_, index) => index * 3_600),
  series: [{ label: "a", kind: "line" as const, values }],
});

test("a chart of nulls has nothing to draw; zero is something", () => {
  expect(hasValues(line())).toBe(false);
  expect(hasValues(line(null, null))).toBe(false);
  expect(hasValues(line(null, 0))).toBe(true);
});

test("the latest value is the last that is known", () => {
  expect(latestAndHighest([1, 9, 4, null])).toEqual({ latest: 4, highest: 9 });
  expect(latestAndHighest([null])).toBeNull();
});

test("counts get an axis of whole numbers", () => {
  expect(isWhole(line(1, null, 3))).toBe(true);
  expect(isWhole(line(1, 0.5))).toBe(false);
});

test("points that are days are told without an hour", () => {
  expect(isByDay([0, 3_600])).toBe(false);
  expect(isByDay([0, 86_400])).toBe(true);
  const noon = new Date(2026, 0, 2, 12).getTime() / 1_000;
  expect(momentFormat("en", true)(noon)).toBe("Jan 2, 2026");
  expect(momentFormat("fr", false)(noon)).toContain("12:00");
});

test("midnight is told as the day that begins", () => {
  const midnight = new Date(2026, 0, 2).getTime() / 1_000;
  expect(axisTimes("es", [midnight, midnight + 3_600])).toEqual(["2 ene", "1:00"]);
});
