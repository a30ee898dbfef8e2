import { expect, test } from "bun:test";
import { newBackupName } from "../../platform/backup/stores/backup-name.ts";
import { listNamed } from "../../platform/backup/stores/backup-store.ts";
import { chooseExpired, type JustMade } from "./choose-expired.ts";

const origin = "0a1b2c3d";
const now = new Date("2026-11-30T03:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const nameOf = (days: number, of: string | null = origin) => newBackupName(daysAgo(days), of);
const isUnchecked: JustMade["isUnchecked"] = () => false;
const made = { origin, name: nameOf(0), now, isUnchecked };

/** How many days old those are that go. */
function expired(
  names: string[],
  [keep, keepDays]: [number, number | null],
  just = made,
): number[] {
  const found = listNamed(names.map((name) => ({ name, bytes: 1 })));
  return chooseExpired(found, { keep, keepDays }, just)
    .map(({ madeAt }) => Math.round((now.getTime() - madeAt.getTime()) / 86_400_000))
    .toSorted((a, b) => a - b);
}

const week = [0, 1, 2, 3, 4, 5, 6].map((days) => nameOf(days));

test("by count, the newest stay", () => {
  expect(expired(week, [3, null])).toEqual([3, 4, 5, 6]);
  expect(expired(week, [7, null])).toEqual([]);
  expect(expired(week, [1, null])).toEqual([1, 2, 3, 4, 5, 6]);
});

test("by age, younger ones stay as well; either rule keeps one", () => {
  expect(expired(week, [1, 3])).toEqual([4, 5, 6]);
  expect(expired(week, [5, 3])).toEqual([5, 6]);
  expect(expired(week, [1, 30])).toEqual([]);
});

test("those of other databases, those made by hand and other files never go", () => {
  const others = [nameOf(90, "ffffffff"), nameOf(90, null), `../${nameOf(90)}`, "notes.backup"];
  expect(expired([...others, ...week], [3, 1])).toEqual([3, 4, 5, 6]);
});

test("the one that was just made stays, and the newest, wherever the clock jumps", () => {
  // A year ahead: all others look old.
  const ahead = {
    origin,
    name: newBackupName(daysAgo(-365), origin),
    now: daysAgo(-365),
    isUnchecked,
  };
  expect(expired([ahead.name, ...week], [4, 30], ahead)).toEqual([3, 4, 5, 6]);
  // Back to 1970: the new one looks oldest.
  const back = { origin, name: newBackupName(new Date(0), origin), now: new Date(0), isUnchecked };
  const gone = expired([back.name, ...week], [4, 30], back);
  expect(gone).toEqual([]);
  expect(expired([back.name, ...week], [4, null], back)).toEqual([4, 5, 6]);
});

test("unchecked ones are counted among themselves", () => {
  const unchecked = new Set([0, 1, 2, 4].map((days) => nameOf(days)));
  const just = { ...made, isUnchecked: ({ name }: { name: string }) => unchecked.has(name) };
  expect(expired(week, [2, null], just)).toEqual([2, 4, 6]);
  expect(expired(week, [2, 3], just)).toEqual([4, 6]);
  expect(expired(week, [4, null], just)).toEqual([]);
  const all = { ...made, isUnchecked: () => true };
  expect(expired(week, [2, null], all)).toEqual([2, 3, 4, 5, 6]);
});
