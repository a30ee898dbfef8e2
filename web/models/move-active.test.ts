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
  ["Home", 3, 0],
  ["End", 3, 24],
  ["Tab", 3, null],
])("%s moves from %i to %p of 25 options", (key, from, to) => {
  expect(moveActive(key, { active: from, count: 25, hasText: false })).toBe(to);
});

test("an empty list has one place", () => {
  expect(moveActive("ArrowDown", { active: 0, count: 0, hasText: false })).toBe(0);
  expect(moveActive("ArrowUp", { active: 0, count: 0, hasText: false })).toBe(0);
});

test("Home and End belong to the text field while it holds text", () => {
  for (const key of ["Home", "End"])
    expect(moveActive(key, { active: 3, count: 25, hasText: true })).toBeNull();
});
