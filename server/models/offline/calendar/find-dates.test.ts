import { expect, test } from "bun:test";
import type { CoreLocale } from "../../../../shared/locale.ts";
import { findDates } from "./find-dates.ts";

const today = Temporal.PlainDate.from("2026-11-23");

function dates(text: string, locale: CoreLocale = "en"): string[] {
  return findDates(text, { locale, today }).map(({ date }) => date.toString());
}

test.each([
  ["14 july 1789", "1789-07-14"],
  ["july 14, 1789", "1789-07-14"],
  ["the 1st of may 2026", "2026-05-01"],
  ["1er mai 2026", "2026-05-01"],
  ["14 de julio de 1789", "1789-07-14"],
  ["14 juillet 1789", "1789-07-14"],
  ["3 aout 2026", "2026-08-03"],
  ["2026-02-28", "2026-02-28"],
  ["tomorrow", "2026-11-24"],
  ["hier", "2026-11-22"],
  ["manana", "2026-11-24"],
  ["christmas 2030", "2030-12-25"],
  ["next friday", "2026-11-27"],
  ["vendredi prochain", "2026-11-27"],
  ["monday", "2026-11-30"],
])("reads %s", (text, date) => {
  expect(dates(text)).toEqual([date]);
});

test("a numeric date is month first in English alone", () => {
  expect(dates("3/4/2026", "en")).toEqual(["2026-03-04"]);
  expect(dates("3/4/2026", "fr")).toEqual(["2026-04-03"]);
  expect(dates("25/12/2026", "en")).toEqual(["2026-12-25"]);
});

test("days that do not exist are no dates", () => {
  expect(dates("2026-02-29 31 april 2026 2026-13-01 0/0/2026")).toEqual([]);
  expect(dates("2024-02-29")).toEqual(["2024-02-29"]);
});

test("finds several, in the order of the text", () => {
  expect(dates("from 2 may 2026 to 2026-01-01")).toEqual(["2026-05-02", "2026-01-01"]);
});
