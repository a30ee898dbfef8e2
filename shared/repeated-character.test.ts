import { expect, test } from "bun:test";
import { isRepeatedCharacter } from "./repeated-character.ts";

test("blanks, and one character again and again, are no password in any script", () => {
  const none = [
    ..."aA7é中ｱ".split("").map((each) => each.repeat(8)),
    "        ",
    "\t\n \u00a0\u2003\u3000\u200b\u2060",
    "\u2800".repeat(9),
    "\u3164".repeat(9),
    "aAaAaAaA",
    "a a a a a a",
    "  a      ",
    "\u0000".repeat(8),
    "🙂".repeat(8),
    "👨‍👩‍👧".repeat(8),
    "e\u0301".repeat(8),
    "ж ж ж ж ж ",
    "",
  ];
  for (const text of none) expect([text, isRepeatedCharacter(text)]).toEqual([text, true]);
});

test("two different characters are not refused for that", () => {
  for (const text of [
    "aaaaaaab",
    "correct horse",
    "中文中文中文中文",
    "é e é e é e",
    "🙂🙃🙂🙃🙂🙃🙂🙃",
  ])
    expect([text, isRepeatedCharacter(text)]).toEqual([text, false]);
});

test("a text as long as a request takes no time", () => {
  expect(isRepeatedCharacter(" ".repeat(100_000))).toBe(true);
});
