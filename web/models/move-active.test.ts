import { expect, test } from "bun:test";
import { moveActive } from "./move-active.ts";

test.each([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 24, 0],
  ["ArrowUp", 1, 0],
  ["ArrowUp", 0, 24],
  ["PageDown", 3, 13],
  ["PageDown", 20, 24],
  ["PageUp", 13, 3],
  ["PageUp", 3, 0],
  ["Home", 3, null],
])("%s moves from %i to %p of 25 options", (key, from, to) => {
  expect(moveActive(key, from, 25)).toBe(to);
});

test("an empty list has one place", () => {
  expect(moveActive("ArrowDown", 0, 0)).toBe(0);
  expect(moveActive("ArrowUp", 0, 0)).toBe(0);
});
