import { describe, expect, test } from "bun:test";
import { createCleanUpPauses } from "./clean-up-pauses.ts";

const minuteMs = 60_000;

/** Asks once a minute; gives the minutes of the clean-ups. */
function cleanUpsOf(minutes: number, idleForMinutes: (minute: number) => number): number[] {
  let now = 0;
  const pace = { idleForMs: 0 };
  const isDue = createCleanUpPauses(pace, () => now);
  return Array.from({ length: minutes }, (_, index) => index + 1).filter((minute) => {
    now = minute * minuteMs;
    pace.idleForMs = idleForMinutes(minute) * minuteMs;
    return isDue();
  });
}

describe("clean-ups", () => {
  test("are two minutes apart while the node is in use", () => {
    expect(cleanUpsOf(8, () => 0)).toEqual([2, 4, 6, 8]);
  });

  test("come seldom on an idle node: at most half of its idle time, and half an hour, apart", () => {
    const minutes = cleanUpsOf(240, (minute) => minute);
    expect(minutes.slice(0, 4)).toEqual([2, 4, 8, 16]);
    const pauses = minutes.slice(1).map((minute, index) => minute - (minutes[index] ?? 0));
    expect(Math.max(...pauses)).toBe(30);
    expect(minutes.length).toBeLessThan(14);
  });

  test("are two minutes apart again once the node is used", () => {
    const minutes = cleanUpsOf(132, (minute) => (minute <= 120 ? minute : 0));
    const [first = Number.NaN, ...rest] = minutes.filter((minute) => minute > 120);
    expect(first).toBeLessThanOrEqual(122);
    expect(rest.slice(0, 4)).toEqual([first + 2, first + 4, first + 6, first + 8]);
  });
});
