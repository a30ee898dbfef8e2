import { expect, test } from "bun:test";
import { isQuiet } from "./quiet-hours.ts";

const night = { from: 22 * 60, until: 7 * 60 };
const at = (iso: string, timeZone: string) => ({ at: new Date(iso), timeZone });

test("a night passes midnight, begins with its first minute and ends before its last", () => {
  const quiet = (iso: string) => isQuiet(night, at(iso, "UTC"));
  expect(quiet("2026-11-30T21:59:59Z")).toBe(false);
  expect(quiet("2026-11-30T22:00:00Z")).toBe(true);
  expect(quiet("2026-12-01T00:00:00Z")).toBe(true);
  expect(quiet("2026-12-01T06:59:59Z")).toBe(true);
  expect(quiet("2026-12-01T07:00:00Z")).toBe(false);
});

test("a time within one day, and none", () => {
  const noon = { from: 12 * 60, until: 13 * 60 + 30 };
  expect(isQuiet(noon, at("2026-11-30T11:59:00Z", "UTC"))).toBe(false);
  expect(isQuiet(noon, at("2026-11-30T13:29:00Z", "UTC"))).toBe(true);
  expect(isQuiet(noon, at("2026-11-30T13:30:00Z", "UTC"))).toBe(false);
  expect(isQuiet(null, at("2026-11-30T03:00:00Z", "UTC"))).toBe(false);
});

test("the clocks of the person's time zone count, also on the nights when they change", () => {
  const paris = (iso: string) => isQuiet(night, at(iso, "Europe/Paris"));
  // Summer begins on 29 March 2026 at 01:00 UTC, and ends on 25 October 2026 at 01:00 UTC.
  expect(paris("2026-03-28T20:59:00Z")).toBe(false);
  expect(paris("2026-03-28T21:00:00Z")).toBe(true);
  expect(paris("2026-03-29T04:59:00Z")).toBe(true);
  expect(paris("2026-03-29T05:00:00Z")).toBe(false);
  expect(paris("2026-10-24T19:59:00Z")).toBe(false);
  expect(paris("2026-10-24T20:00:00Z")).toBe(true);
  expect(paris("2026-10-25T05:59:00Z")).toBe(true);
  expect(paris("2026-10-25T06:00:00Z")).toBe(false);
  // A zone with half an hour, and one across the date line.
  expect(isQuiet(night, at("2026-06-01T16:30:00Z", "Asia/Kolkata"))).toBe(true);
  expect(isQuiet(night, at("2026-06-01T16:29:00Z", "Asia/Kolkata"))).toBe(false);
  expect(isQuiet(night, at("2026-06-01T17:00:00Z", "Pacific/Kiritimati"))).toBe(false);
});
