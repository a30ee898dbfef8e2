import { expect, test } from "bun:test";
import { duration, messageTime } from "./message-time.ts";

const now = new Date(2026, 10, 23, 15, 0);

test("today is a time alone, in the language's clock", () => {
  const iso = new Date(2026, 10, 23, 14, 5).toISOString();
  expect(messageTime(iso, now, "fr")).toBe("14:05");
  expect(messageTime(iso, now, "en")).toMatch(/^2:05\sPM$/);
});

test("earlier days have a date, earlier years a year", () => {
  expect(messageTime(new Date(2026, 9, 3, 14, 5).toISOString(), now, "fr")).toContain("3 oct.");
  expect(messageTime(new Date(2025, 9, 3, 14, 5).toISOString(), now, "es")).toContain("2025");
});

test("a countdown is in words, rounded up", () => {
  expect(duration(900, "en")).toBe("1 second");
  expect(duration(30_000, "fr")).toMatch(/^30\ssecondes$/);
  expect(duration(119_500, "es")).toMatch(/^2\sminutos$/);
});
