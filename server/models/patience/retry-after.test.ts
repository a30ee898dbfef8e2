import { expect, test } from "bun:test";
import { maxRetryAfterMs, readRetryAfterMs } from "./retry-after.ts";

const nowMs = Date.UTC(2026, 10, 23, 12, 0, 0);

test.each([
  ["0", 0],
  ["7", 7_000],
  ["1.5", 1_500],
  ["99999999999", maxRetryAfterMs],
  ["Mon, 23 Nov 2026 12:00:30 GMT", 30_000],
  ["Mon, 23 Nov 2026 11:00:00 GMT", 0],
  ["Fri, 31 Dec 9999 23:59:59 GMT", maxRetryAfterMs],
  ["-5", undefined],
  ["soon", undefined],
  ["soon 3", undefined],
  ["", undefined],
  ["Mon, 99 Foo 2026 12:00:00 GMT", undefined],
])("Retry-After: %s", (written, ms) => {
  expect(readRetryAfterMs(new Headers({ "retry-after": written }), nowMs)).toBe(ms);
});

test("retry-after-ms is finer and wins", () => {
  expect(
    readRetryAfterMs(new Headers({ "retry-after-ms": "120.2", "retry-after": "9" }), nowMs),
  ).toBe(121);
});

test("neither header", () => {
  expect(readRetryAfterMs(new Headers(), nowMs)).toBeUndefined();
});
