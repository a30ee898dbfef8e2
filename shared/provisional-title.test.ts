import { expect, test } from "bun:test";
import { provisionalTitle } from "./provisional-title.ts";

test.each([
  ["Why is the sky blue?", "Why is the sky blue?"],
  ["  Hi,\n\nI need   help\twith taxes ", "Hi, I need help with taxes"],
  ["# Plan\n- [ ] **buy** _milk_ and ~~eggs~~", "Plan buy milk and eggs"],
  [
    "What does `Array.from` do in [this page](https://a.example/x)?",
    "What does Array.from do in this page?",
  ],
  ["A* search and B* trees, 2 * 3 and snake_case", "A* search and B* trees, 2 * 3 and snake_case"],
  [
    "Why does this fail?\n```ts\nconst a = 1;\n```\nIt prints 2.",
    "Why does this fail? It prints 2.",
  ],
  ["```py\nprint('only code')\n```", "print('only code')"],
  ["```\nnever closed", "never closed"],
  ["> what you said before\n\nIs that true?", "Is that true?"],
  ["> only a quotation", "only a quotation"],
  ["| a | b |\n|---|:-:|\n---\nCompare these", "| a | b | Compare these"],
  ["🎉🎉", "🎉🎉"],
  ["***", "***"],
  [" \n ", ""],
  ["", ""],
])("%j is called %j", (text, title) => {
  expect(provisionalTitle(text)).toBe(title);
});

test.each([
  [
    "Explain to me in simple words how the tides depend on the moon and the sun",
    "Explain to me in simple words how the tides depend on the…",
  ],
  [
    "Explique-moi, s’il te plaît, comment les marées dépendent de la lune",
    "Explique-moi, s’il te plaît, comment les marées dépendent de…",
  ],
  [
    "اشرح لي بكلمات بسيطة كيف يعتمد المد والجزر على القمر والشمس في كل يوم",
    "اشرح لي بكلمات بسيطة كيف يعتمد المد والجزر على القمر والشمس…",
  ],
])("%j is cut at a word", (text, title) => {
  expect(provisionalTitle(text)).toBe(title);
});

test("scripts without blanks are cut between words too, and count as wide as they are", () => {
  const text =
    "请用简单的语言解释潮汐如何取决于月亮和太阳以及为什么每天会有两次涨潮和两次退潮的现象";
  const title = provisionalTitle(text);
  expect(text.startsWith(title.slice(0, -1))).toBe(true);
  expect(title).toEndWith("…");
  expect(title.length).toBeGreaterThan(24);
  expect(title.length).toBeLessThanOrEqual(31);
});

test("a word that is too long is cut between characters", () => {
  expect(provisionalTitle("x".repeat(300))).toBe(`${"x".repeat(60)}…`);
  const families = "👩‍👩‍👧‍👦".repeat(30);
  const title = provisionalTitle(families);
  expect(title).toBe(`${"👩‍👩‍👧‍👦".repeat(Math.floor(60 / "👩‍👩‍👧‍👦".length))}…`);
});

test("a message of only files is called after them", () => {
  expect(provisionalTitle(" ", ["a_b_c.pdf", "d\u202egnp.exe"])).toBe("a_b_c.pdf, dgnp.exe");
  expect(provisionalTitle("Read this", ["a.pdf"])).toBe("Read this");
});

test("nothing in a title breaks the line or turns the direction of what follows", () => {
  expect(provisionalTitle("a\u202eb\u0000c\u2028d\u2066e")).toBe("ab c de");
});

test("long and hostile messages take no time", () => {
  for (const unit of ["*", "[", "> ", "`", "**a", "[](", "\\", "- ", " ", "|-", "｡", "a\u0301"]) {
    const begun = performance.now();
    provisionalTitle(unit.repeat(1_000_000));
    expect(performance.now() - begun).toBeLessThan(100);
  }
});
