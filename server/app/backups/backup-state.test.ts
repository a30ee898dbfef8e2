import { expect, test } from "bun:test";
import { type BackupState, isBackupDue, overdueSeconds } from "./backup-state.ts";

const daily = { cron: "0 3 * * *", timeZone: "UTC" };
const at = (time: string) => new Date(`2026-11-30T${time}:00Z`);

function state(
  beganAt: Date | null,
  failed: Date | null = null,
  failures = failed ? 1 : 0,
): BackupState {
  const done = beganAt && {
    beganAt,
    endedAt: beganAt,
    path: "p",
    bytes: 1,
    wasChecked: true,
    uncheckedBecause: null,
  };
  const last = failed && { at: failed, reason: "full" };
  return { done, waitingSince: null, failures, failed: last, marked: [], unchecked: [] };
}

const yesterday = new Date("2026-11-29T03:00:05Z");

test("one is due from the schedule's time on, until one has begun", () => {
  expect(isBackupDue(state(yesterday), daily, at("02:59"))).toBe(false);
  expect(isBackupDue(state(yesterday), daily, at("03:00"))).toBe(true);
  expect(isBackupDue(state(yesterday), daily, at("20:00"))).toBe(true);
  expect(isBackupDue(state(at("03:00")), daily, at("03:01"))).toBe(false);
});

test("the first is due at once, and one for all times that were missed", () => {
  expect(isBackupDue(state(null), daily, at("12:00"))).toBe(true);
  const lastMonth = new Date("2026-10-30T03:00:00Z");
  expect(isBackupDue(state(lastMonth), daily, at("12:00"))).toBe(true);
  expect(isBackupDue(state(at("12:00")), daily, at("12:01"))).toBe(false);
});

test("after failures the pauses double, up to an hour", () => {
  const pauses = [1, 2, 3, 4, 7, 20, 2_000].map((failures) => {
    const failing = state(yesterday, at("04:00"), failures);
    const due = (minute: number) =>
      isBackupDue(failing, daily, new Date(at("04:00").getTime() + minute * 60_000));
    return Array.from({ length: 100 }, (_, minute) => minute).find(due);
  });
  expect(pauses).toEqual([1, 2, 4, 8, 60, 60, 60]);
});

test("a clock that jumped does not end the backups", () => {
  // It was a year ahead when one was made, or when one failed.
  const nextYear = new Date("2027-11-30T03:00:00Z");
  expect(isBackupDue(state(yesterday, nextYear, 5), daily, at("04:00"))).toBe(true);
  expect(isBackupDue(state(nextYear), daily, at("04:00"))).toBe(true);
});

test("how long one has been due begins with the first time that was missed", () => {
  expect(overdueSeconds(state(yesterday), daily, at("02:00"))).toBe(0);
  expect(overdueSeconds(state(yesterday), daily, at("05:00"))).toBe(2 * 3_600);
  const twoDays = new Date("2026-11-28T03:00:05Z");
  expect(overdueSeconds(state(twoDays), daily, at("05:00"))).toBe(26 * 3_600);
});

test("before the first one, that begins with the first look at the schedule", () => {
  const hourly = { cron: "0 * * * *", timeZone: "UTC" };
  const waiting = { ...state(null), waitingSince: yesterday };
  const late = (26 * 60 - 5 / 60) * 60;
  for (const schedule of [hourly, daily])
    expect(overdueSeconds(waiting, schedule, at("05:00")) - late).toBeCloseTo(0);
  expect(overdueSeconds(state(null), daily, at("05:00"))).toBe(0);
  // Made when the clock was ahead.
  const nextYear = new Date("2027-11-30T03:00:00Z");
  const odd = { ...state(nextYear), waitingSince: at("04:00") };
  expect(overdueSeconds(odd, daily, at("05:00"))).toBe(3_600);
});
