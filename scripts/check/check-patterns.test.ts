import { expect, test } from "bun:test";
import { join } from "node:path";
import { checkPatterns } from "./check-patterns.ts";
import { type Pattern, readPatterns } from "./read-patterns.ts";
import { isForTests, readFiles } from "./run-check.ts";

const check = (code: string) => checkPatterns(new Map([["server/a.ts", code]]));

test("a pattern that is linear passes", () => {
  expect(check(String.raw`const a = /^\s*(\d+)\s*$/; const b = /(?<!\s)\s+$/g;`)).toEqual([]);
});

test.each([
  ["repeats that share characters", String.raw`const a = /"\s*([\s\S]+?)\s*"/;`, "polynomial"],
  ["a repeat within a repeat", String.raw`const a = /^(a+)+$/;`, "exponential"],
  ["a run that is tried from each of its characters", String.raw`const a = /\s+$/;`, "polynomial"],
  ["a pattern made of a text", String.raw`const a = new RegExp("\\s+$");`, "polynomial"],
  [
    "a pattern made of parts",
    "const w = String.raw`\\w+`; const a = RegExp(`^${w}${w}$`);",
    "polynomial",
  ],
  [
    "a pattern with a part known only when it runs",
    "const a = new RegExp(`\\\\s+${f()}`);",
    "polynomial",
  ],
])("%s is found, with its line", (_, code, growth) => {
  const [problem, ...others] = check(`\n${code}`);
  expect(problem).toStartWith("server/a.ts:2 /");
  expect(problem).toContain(growth);
  expect(others).toEqual([]);
});

test("parts that come from another file are followed", () => {
  const files = new Map([
    ["server/a.ts", "import { part } from './b.ts'; export const a = new RegExp(`${part}$`);"],
    ["server/b.ts", String.raw`const inner = "\\s"; export const part = inner + "+";`],
  ]);
  expect(checkPatterns(files)).toHaveLength(1);
});

test("a pattern that cannot be read fails the check", () => {
  expect(check(`const a = new RegExp("(");`)[0]).toContain("cannot be read");
});

/** Length of each text in UTF-16 code units: enough for quadratic work to take long. */
const length = 30_000;

/**
 * Maximum processor time of a pattern on one text, in milliseconds; a linear one takes one or two.
 */
const mostMs = 100;

/**
 * What patterns match in Markdown, arithmetic, addresses and lists, without what would end the
 * match.
 */
const pieces = [
  ...Array.from(" \t\n0aé_-*~`[(<|./\\\"'$#=,!:"),
  "[a](",
  "](",
  "[[a",
  "![",
  "**a ",
  " **a",
  "__a ",
  "~~a ",
  "$a ",
  "`a ",
  "``a` ",
  "```\n",
  "a.",
  "a@",
  "a: ",
  "- ",
  "| ",
  "> ",
  "\n\n",
  "{{ ",
  "{{a",
  "1,",
  "1.1.",
  "11e1+",
  "1 a ",
  "a,b ",
  "a-",
  "a_b",
  '"a',
  "(a",
  "aA",
  "<a ",
  "&a",
  "\\a",
];

/**
 * Worst-case texts for a pattern: one piece or one of its own words repeated, without a match at
 * the end.
 */
function nastyTexts({ source }: Pattern): string[] {
  const words = source.match(/[a-z]{2,}/g)?.slice(0, 4) ?? [];
  return [...pieces, ...words, ...words.map((word) => ` ${word}`)].map(
    (unit) => `${unit.repeat(Math.ceil(length / unit.length))}\u0001`,
  );
}

/** Processor time of one search through a text, in milliseconds. */
function searchTime({ source, flags }: Pattern, text: string): number {
  const pattern = new RegExp(source, `${flags.replace(/[gy]/g, "")}g`);
  const before = process.cpuUsage();
  text.replace(pattern, "");
  return process.cpuUsage(before).user / 1_000;
}

test("no pattern of this product takes long on any text within the limits", async () => {
  const root = join(import.meta.dir, "../..");
  const all = await readFiles(root, "{server,client,shared,web}/**/*.{ts,tsx}");
  const patterns = readPatterns(new Map([...all].filter(([path]) => !isForTests(path))));
  expect(patterns.length).toBeGreaterThan(300);
  const slow = patterns.flatMap((pattern) =>
    nastyTexts(pattern)
      // Try twice, because a busy machine may be slow once.
      .filter((text) => searchTime(pattern, text) > mostMs && searchTime(pattern, text) > mostMs)
      .map((text) => `${pattern.path}:${pattern.line} on ${JSON.stringify(text.slice(0, 20))}…`),
  );
  expect(slow).toEqual([]);
}, 60_000);
