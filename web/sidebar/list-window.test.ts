import { expect, test } from "bun:test";
import { rowsInView } from "./list-window.ts";

const rows = (top: number, count: number, from: number) =>
  rowsInView({ top, count }, { from, to: from + 400 }, 40);

test("only rows in view and some around them are rendered", () => {
  expect(rows(0, 10_000, 0)).toEqual({ first: 0, end: 32 });
  expect(rows(0, 10_000, 200_000)).toEqual({ first: 4_984, end: 5_032 });
  expect(rows(0, 10_000, 399_600)).toEqual({ first: 9_968, end: 10_000 });
});

test("a short scroll renders the same rows", () => {
  expect(rows(0, 10_000, 200_010)).toEqual(rows(0, 10_000, 200_030));
});

test("a group out of view has no rows", () => {
  expect(rows(0, 5, 5_000)).toEqual({ first: 5, end: 5 });
  expect(rows(9_000, 5, 0)).toEqual({ first: 0, end: 0 });
});
