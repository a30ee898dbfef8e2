import { describe, expect, test } from "bun:test";
import { advance } from "./advance.ts";
import { emptyDocument } from "./document-state.ts";
import type { Block } from "./nodes.ts";
import { final, seen, tools } from "./rendered.testing.ts";

function formulas(blocks: readonly Block[]): string[] {
  return [...JSON.stringify(blocks).matchAll(/"tex":("(?:[^"\\]|\\.)*")/g)].map(([, tex = '""']) =>
    String(JSON.parse(tex)).replace(/\s+/g, " ").trim(),
  );
}

/** What the reader sees of a text at every moment of its arrival. */
function shownWhileWritten(source: string): string[] {
  let state = emptyDocument();
  return Array.from({ length: source.length }, (_, i) => {
    state = advance(state, { source: source.slice(0, i + 1), live: true }, tools);
    return seen(state.blocks);
  });
}

describe("display maths with blank lines", () => {
  test.each([
    ["\\[\n\nx = 1\n\n\\]\n\nAfter.", ["x = 1"]],
    ["Before:\n\\[\nx = 1\n\n+ 2\n\\]\nAfter.", ["x = 1 + 2"]],
    ["$$\n\n\\frac{1}{2}\n\n$$", ["\\frac{1}{2}"]],
    ["1. One:\n\n   \\[\n\n   x = 1\n\n   \\]\n\n2. Two", ["x = 1"]],
    ["> \\[\n>\n> x\n>\n> \\]", ["x"]],
    ["- Es gilt:\n  $$\n  a\n\n  + b\n  $$", ["a + b"]],
    [
      "\\[\n\\begin{aligned}\na &= b \\\\\n\n  &= c\n\\end{aligned}\n\\]",
      ["\\begin{aligned} a &= b \\\\ &= c \\end{aligned}"],
    ],
    ["\\[\n\n\\text{the whole thing} = x\n\n\\]", ["\\text{the whole thing} = x"]],
  ])("%j", (source, expected) => {
    const end = final(source);
    expect(formulas(end)).toEqual(expected);
    for (const shown of shownWhileWritten(source)) expect(seen(end)).toStartWith(shown);
  });

  test.each([
    "A price in $$\n\nand more words that follow.",
    "$$\n\nThis is prose.\n\n$$",
    "\\[\n\nThese are words.\n\n\\]",
    "\\[\n\n这是一段文字。\n\n\\]",
  ])("words are no formula: %j", (source) => {
    expect(formulas(final(source))).toEqual([]);
    for (const shown of shownWhileWritten(source)) expect(seen(final(source))).toStartWith(shown);
  });
});

describe("dollars", () => {
  test.each([
    "We paid $5 (5$ each) for it.",
    "$AAPL/$TSLA rose.",
    "PATH=$PATH:$HOME/bin",
    'cp "$A"/"$B"',
    "From $1,000–$2,000, or $2.5M–$3M.",
    "**$5**–**$6** a month",
    "Save $10 (was $15).",
    "$5/mo and $6/mo",
    "He has $20; she has 30$.",
  ])("%s is no formula", (source) => {
    expect(formulas(final(source))).toEqual([]);
  });

  test.each([
    ["the $n$th of $[0, 1)$", ["n", "[0, 1)"]],
    ["It costs $5, so $x = 5$.", ["x = 5"]],
    ["($a$, $b$)", ["a", "b"]],
    ["设$x$为实数，$y>0$。", ["x", "y>0"]],
    ["$\\left(0, 1\\right.$", ["\\left(0, 1\\right."]],
    ["\\(a\\) and \\[b\\]", ["a", "b"]],
  ])("%s has formulas", (source, expected) => {
    expect(formulas(final(source))).toEqual(expected);
  });
});
