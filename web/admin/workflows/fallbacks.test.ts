import { expect, test } from "bun:test";
import { fallbackChoiceOf, fallbacksOf, moveUp } from "./fallbacks.ts";

test("a list means what it was made of", () => {
  for (const list of [null, [], ["a/b", "c/d"]])
    expect(fallbacksOf(fallbackChoiceOf(list), list ?? [])).toEqual(list);
});

test("rows that are empty are no models", () => {
  expect(fallbacksOf("own", ["", " a/b ", "  "])).toEqual(["a/b"]);
});

test("rows outlive another choice, but not in the definition", () => {
  expect(fallbacksOf("server", ["a/b"])).toBeNull();
  expect(fallbacksOf("none", ["a/b"])).toEqual([]);
});

test("a row moves before its neighbour, and the first stays", () => {
  expect(moveUp(["a", "b", "c"], 2)).toEqual(["a", "c", "b"]);
  expect(moveUp(["a", "b", "c"], 0)).toEqual(["a", "b", "c"]);
});
