import { expect, test } from "bun:test";
import { sameIds } from "./same-ids.ts";

test("lists are the same when their ids are", () => {
  expect(sameIds(["a", "b"], ["a", "b"])).toBe(true);
  expect(sameIds(["a", "b"], ["b", "a"])).toBe(false);
  expect(sameIds(["a"], ["a", "b"])).toBe(false);
});
