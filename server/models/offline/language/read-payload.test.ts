import { expect, test } from "bun:test";
import { readPayload } from "./read-payload.ts";

test.each([
  ["sort these:\nb\na", "b\na"],
  ["reverse “ hé llo ”", "hé llo"],
  ["count: « deux mots »", "deux mots"],
  ["look at https://example.org/a", null],
  ["sort\n```js\nb\na\n```\nplease", "b\na"],
  ["sort ```b", null],
  ["reverse: \"one\" and 'two'", "\"one\" and 'two'"],
  ['say ""', null],
  ["reverse:   ", null],
])("%j", (text, payload) => {
  expect(readPayload(text)).toBe(payload);
});

test.each([
  ["a quote, and blanks that nothing closes", `"${" ".repeat(15_990)}a`],
  ["a colon, a quote and blanks", `x: "${" ".repeat(15_990)}a`],
  ["blanks between words", `x: a${" ".repeat(15_990)}a`],
  ["fences that nothing closes", `${"```".repeat(5_000)}\na`],
  ["quotes alone", `x ${"“".repeat(15_990)}`],
])("%s cost no time", (_, text) => {
  const before = process.cpuUsage();
  readPayload(text);
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(200);
});
