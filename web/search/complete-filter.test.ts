import { expect, test } from "bun:test";
import { completeFilter, datesAround, type FilterKey } from "./complete-filter.ts";

const values: Partial<Record<FilterKey, readonly string[]>> = {
  from: ["me", "model"],
  tag: ["work", "to do", "Wörter", "homework", "work"],
};
const complete = (query: string) => {
  const { offers, isFirst } = completeFilter(query, (key) => values[key] ?? []);
  return { queries: offers.map((offer) => offer.query), isFirst };
};

test("the beginning of a filter's name is completed, and Enter still takes the first result", () => {
  expect(complete("fr")).toEqual({ queries: ["from:"], isFirst: false });
  expect(complete("fo")).toEqual({ queries: ["folder:"], isFirst: false });
  expect(complete("tax  T")).toEqual({ queries: ["tax  tag:"], isFirst: false });
  expect(complete("").queries).toEqual([]);
  expect(complete("from ").queries).toEqual([]);
  expect(complete("xfr").queries).toEqual([]);
});

test("a filter's value is completed, those that begin with it first", () => {
  expect(complete("from:")).toEqual({ queries: ["from:me ", "from:model "], isFirst: true });
  expect(complete("a FROM:M").queries).toEqual(["a from:me ", "a from:model "]);
  expect(complete("tag:wo")).toEqual({
    queries: ["tag:work ", "tag:Wörter ", "tag:homework "],
    isFirst: true,
  });
  expect(complete("tag:d").queries).toEqual(['tag:"to do" ']);
  expect(complete('x tag:"to d').queries).toEqual(['x tag:"to do" ']);
  expect(complete("nothing:m").queries).toEqual([]);
  expect(complete("from:me ").queries).toEqual([]);
});

test("once a value is complete, Enter takes the first result", () => {
  expect(complete("from:me")).toEqual({ queries: [], isFirst: false });
  expect(complete("tag:work")).toEqual({ queries: ["tag:homework "], isFirst: false });
});

test("dates are those that searches know, the nearest first", () => {
  const dates = datesAround(new Date("2026-01-31T23:00:00Z"));
  expect(dates.slice(0, 6)).toEqual([
    "2026-01-31",
    "2026-01",
    "2025-12",
    "2025-11",
    "2026",
    "2025",
  ]);
  expect(new Set(dates).size).toBe(dates.length);
});
