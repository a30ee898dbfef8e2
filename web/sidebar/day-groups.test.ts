import { expect, test } from "bun:test";
import { groupByDay, untilMidnightMs } from "./day-groups.ts";

const now = new Date(2026, 10, 23, 0, 30);
const local = (day: number, hour: number, month = 10) =>
  new Date(2026, month, day, hour).toISOString();
const dayGroup = (updatedAt: string, at: Date) => groupByDay([{ updatedAt }], at)[0]?.group;

test("days are calendar days, not spans of 24 hours", () => {
  expect(dayGroup(local(23, 0), now)).toBe("today");
  expect(dayGroup(local(22, 23), now)).toBe("yesterday");
  expect(dayGroup(local(21, 23), now)).toBe("week");
  expect(dayGroup(local(16, 0), now)).toBe("week");
  expect(dayGroup(local(15, 23), now)).toBe("older");
});

test("a moment ahead of this clock is today", () => {
  expect(dayGroup(local(24, 9), now)).toBe("today");
});

test("grouping keeps the order and leaves empty groups out", () => {
  const items = [local(23, 0), local(23, 0), local(10, 9), local(2, 9, 9)].map(
    (updatedAt, index) => ({
      updatedAt,
      index,
    }),
  );
  const groups = groupByDay(items, now);
  expect(groups.map(({ group, items }) => [group, items.map((item) => item.index)])).toEqual([
    ["today", [0, 1]],
    ["older", [2, 3]],
  ]);
});

test("midnight is the next one", () => {
  expect(untilMidnightMs(now)).toBe(23.5 * 3_600_000);
});
