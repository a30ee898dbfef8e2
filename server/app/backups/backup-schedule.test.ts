import { expect, test } from "bun:test";
import { type BackupSchedule, latestDue, nextDue, readSchedule } from "./backup-schedule.ts";

function scheduleOf(text: string): BackupSchedule {
  const read = readSchedule(text);
  if ("wrong" in read) throw new Error(read.wrong);
  return read;
}

const around = (text: string, now: string) => {
  const schedule = scheduleOf(text);
  const at = new Date(now);
  return [latestDue(schedule, at), nextDue(schedule, at)].map((time) => time.toISOString());
};

test("times are in UTC, and the exact minute counts", () => {
  expect(around("0 3 * * *", "2026-11-30T02:59:59.999Z")).toEqual([
    "2026-11-29T03:00:00.000Z",
    "2026-11-30T03:00:00.000Z",
  ]);
  expect(around("0 3 * * *", "2026-11-30T03:00:00Z")).toEqual([
    "2026-11-30T03:00:00.000Z",
    "2026-12-01T03:00:00.000Z",
  ]);
  expect(around(" @weekly ", "2026-11-30T03:00:00Z")).toEqual([
    "2026-11-29T00:00:00.000Z",
    "2026-12-06T00:00:00.000Z",
  ]);
  expect(around("*/15 8-17 * * mon-fri", "2026-11-30T08:20:00Z")).toEqual([
    "2026-11-30T08:15:00.000Z",
    "2026-11-30T08:30:00.000Z",
  ]);
});

test("months and days have names, and no other letter is taken: `H` is random at each reading", () => {
  expect(around("0 3 1 Jan,jul *", "2026-11-30T03:00:00Z")).toEqual([
    "2026-07-01T03:00:00.000Z",
    "2027-01-01T03:00:00.000Z",
  ]);
  for (const odd of [
    "0 3 * * H",
    "0 3 * H *",
    "H 3 * * *",
    "0 3 * * L",
    "0 3 * * mond",
    "0 3 * x 1",
  ])
    expect([odd, readSchedule(odd)]).toEqual([
      odd,
      { wrong: expect.stringContaining("five fields") },
    ]);
});

test("another time zone is followed through its summer time", () => {
  const paris = "CRON_TZ=Europe/Paris  30 2 * * *";
  expect(scheduleOf(paris)).toEqual({ cron: "30 2 * * *", timeZone: "Europe/Paris" });
  // 2:30 does not exist on the first of these days, and is there twice on the second.
  expect(around(paris, "2026-03-29T05:00:00Z")).toEqual([
    "2026-03-29T01:30:00.000Z",
    "2026-03-30T00:30:00.000Z",
  ]);
  expect(around(paris, "2026-10-25T05:00:00Z")).toEqual([
    "2026-10-25T01:30:00.000Z",
    "2026-10-26T01:30:00.000Z",
  ]);
});

test.each([
  "",
  "daily",
  "@reboot",
  "0 3 * *",
  "0 0 3 * * *",
  "61 3 * * *",
  "*/0 * * * *",
  "0 3 31 2 *",
  "H 3 * * *",
  "0 3 * * * ; rm",
  "CRON_TZ=Mars/Olympus 0 3 * * *",
  "CRON_TZ=Europe/Paris",
  "0 3 * * *\n0 4 * * *",
])("%p is refused, with the reason", (text) => {
  expect(readSchedule(text)).toEqual({ wrong: expect.stringMatching(/^(has|is) /) });
});
