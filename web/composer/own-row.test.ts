import { expect, test } from "bun:test";
import { needsOwnRow } from "./own-row.ts";

test("a text that does not fit beside the buttons needs a row of its own", () => {
  expect(needsOwnRow("What is the time?", false)).toBe(false);
  expect(needsOwnRow("What is the time in Lisbon?", false)).toBe(true);
  expect(needsOwnRow("One\ntwo", false)).toBe(true);
});

test("characters of double width count twice", () => {
  expect(needsOwnRow("今何時ですか？", false)).toBe(false);
  expect(needsOwnRow("リスボンは今何時ですか？", false)).toBe(true);
});

test("the row stays until half of the text is gone", () => {
  expect(needsOwnRow("What is the", true)).toBe(true);
  expect(needsOwnRow("What", true)).toBe(false);
  expect(needsOwnRow("", true)).toBe(false);
});
