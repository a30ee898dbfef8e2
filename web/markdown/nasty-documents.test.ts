import { expect, test } from "bun:test";
import { busyTimeOf, quickest } from "../../testing/quickest.ts";
import { advance } from "./advance.ts";
import { emptyDocument } from "./document-state.ts";
import type { Block } from "./nodes.ts";
import { mostNested } from "./nesting.ts";
import { final, tools } from "./rendered.testing.ts";

/** As long as few replies get, in UTF-16 code units. */
const documentLength = 16_000;

const fill = (part: string) =>
  part.repeat(Math.ceil(documentLength / part.length)).slice(0, documentLength);

/** Lines, the n-th made from n, as many as fit. */
function lines(make: (n: number) => string): string {
  let text = "";
  for (let n = 1; ; n++) {
    const line = `${make(n)}\n`;
    if (text.length + line.length > documentLength) return text;
    text += line;
  }
}

const containers = [
  "- ",
  "> ",
  "1. ",
  "+ ",
  "> - ",
  "* > ",
  "- - a\n",
  "-\n",
  "1)\n",
  "- [ ] ",
  "> > a\nb\n",
];

const repeated = [
  ...containers,
  "*",
  "_",
  "[",
  "!",
  "`",
  "|",
  "*a _b ",
  "***a**b*",
  "_a__",
  "[a](",
  "![",
  "[a]: b\n",
  "<!--",
  "$$\n",
  "$$ ",
  "\\(",
  "\\[",
  "\\[\n",
  "$a",
  "\\\n",
  "http://",
  "|a\n",
  "a|b\n",
  "a\n===\n",
];

const documents: readonly (readonly [name: string, text: string])[] = [
  ...repeated.map((part) => [JSON.stringify(part), fill(part)] as const),
  ...containers.map(
    (part) => [`a line of ${JSON.stringify(part)}`, `${fill(part).trim()}a`] as const,
  ),
  ["lists in lists", lines((n) => `${"  ".repeat(n)}- a`)],
  ["quotes in quotes", lines((n) => `${"> ".repeat(n)}a`)],
  ["quotes that go on", lines((n) => `${"> ".repeat(n)}a\nb`)],
  ["quotes of one depth that go on", lines(() => `${"> ".repeat(30)}a\nb\n`)],
  ["quotes of lists that go on", lines((n) => `${"> - ".repeat(n)}a\nb`)],
  ["quotes that end", lines((n) => `${"> ".repeat(Math.max(0, 60 - n))}a`)],
  ["numbers in numbers", lines((n) => `${"   ".repeat(n)}1. a`)],
  ["brackets that close", `${"[".repeat(8_000)}${"]".repeat(8_000)}`],
  ["links that close", `${"[".repeat(2_000)}${"](b)".repeat(2_000)}`],
  ["emphasis that closes", `${"*a ".repeat(2_000)}${"b*".repeat(2_000)}`],
  ["strong that closes", `${"**a ".repeat(2_000)}${"b** ".repeat(2_000)}`],
];

/** How many quotes and lists stand in each other. */
function depthOf(blocks: readonly Block[]): number {
  const depths = blocks.map((block) => {
    if (block.type === "quote") return 1 + depthOf(block.children);
    if (block.type !== "list") return 0;
    return 1 + Math.max(0, ...block.items.map((item) => depthOf(item.children)));
  });
  return Math.max(0, ...depths);
}

/** Longest task for one document, in milliseconds of processor time: far above what any takes. */
const mostMs = 2_000;

test.each(documents)("a message of %s is read in one short task", async (_name, text) => {
  expect(text.length).toBeLessThanOrEqual(documentLength + 1);
  let blocks: readonly Block[] = [];
  const whole = () => busyTimeOf(() => (blocks = final(text)));
  expect(await quickest(mostMs, whole)).toBeLessThan(mostMs);
  expect(depthOf(blocks)).toBeLessThanOrEqual(mostNested);
  const live = { source: text, live: true };
  const step = () => busyTimeOf(() => advance(emptyDocument(), live, tools));
  expect(await quickest(mostMs, step)).toBeLessThan(mostMs);
});

test("excessive nesting is shown as written", () => {
  const text = `${"> ".repeat(mostNested)}- > deep`;
  const depth = depthOf(final(text));
  expect(depth).toBe(mostNested);
  expect(JSON.stringify(final(text))).toContain("- > deep");
  expect(depthOf(final("> - > 1. a"))).toBe(4);
});
