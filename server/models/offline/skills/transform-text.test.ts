import { expect, test } from "bun:test";
import { ask } from "../testing/ask-offline.ts";

test.each([
  ["sort: pear, apple, fig", "apple, fig, pear"],
  ["sort these lines:\nb10\nb9\na", "a\nb9\nb10"],
  ["sort descending: 1, 10, 9", "10, 9, 1"],
  ["reverse: abc 👩‍👩‍👧é", "é👩‍👩‍👧 cba"],
  ["uppercase: straße", "STRASSE"],
  ["make this uppercase: hello", "HELLO"],
  ["en minúsculas: NIÑO", "niño"],
  ["base64 encode: hé", "aMOp"],
  ["decode base64: aGVsbG8=", "hello"],
])("%j", async (text, result) => {
  expect(await ask(text)).toBe(`\`\`\`text\n${result}\n\`\`\``);
});

test("words and characters are counted as people count them", async () => {
  expect(await ask('How many characters are in "héllo 👩‍👩‍👧"?')).toContain("Characters: **7**");
  expect(await ask("compte les mots : le petit chat")).toContain(
    "Mots : **3**".replace(" :", "\u00a0:"),
  );
});

test("JSON is laid out, and what is wrong with it is told", async () => {
  expect(await ask('format json: {"a":[1]}')).toBe('```json\n{\n  "a": [\n    1\n  ]\n}\n```');
  expect(await ask('format json: {"a,[": [1, {"b": "]"}]}')).toContain('      "b": "]"');
  expect(await ask("format json: {a:1}")).toContain("not valid JSON");
  expect(await ask("decode base64: ????")).toContain("not Base64");
});

test("backticks in the text cannot end the block that shows it", async () => {
  expect(await ask("uppercase: a ``` b")).toBe("````text\nA ``` B\n````");
});

test("JSON whose layout would be many times as long is not laid out", async () => {
  for (const json of [
    `${"[".repeat(7_900)}${"]".repeat(7_900)}`,
    `${'{"a":'.repeat(2_500)}1${"}".repeat(2_500)}`,
    "[".repeat(15_900),
  ]) {
    const reply = await ask(`format json: ${json}`);
    expect(reply).toContain("too long to show");
    expect(reply.length).toBeLessThan(200);
  }
  expect(await ask(`format json: ${"[".repeat(50)}${"]".repeat(50)}`)).toContain("[]");
});
