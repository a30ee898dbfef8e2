import { expect, test } from "bun:test";
import { fromClock, toClock } from "./clock-time.ts";

test("minutes of the day and times of a field are the same", () => {
  for (const [minute, text] of [
    [0, "00:00"],
    [450, "07:30"],
    [1_439, "23:59"],
  ] as const) {
    expect(toClock(minute)).toBe(text);
    expect(fromClock(text)).toBe(minute);
  }
  expect(fromClock("07:30:00")).toBe(450);
});

test("a field without a time has none", () => {
  for (const text of ["", "7:30", "--:--"]) expect(fromClock(text)).toBeNull();
});
