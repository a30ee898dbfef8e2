import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { advance } from "./advance.ts";
import { documents } from "./documents.testing.ts";
import { emptyDocument } from "./document-state.ts";
import type { Block } from "./nodes.ts";
import { addresses, final, seen, tools } from "./rendered.testing.ts";

function cut(source: string): readonly Block[] {
  return advance(emptyDocument(), { source, live: false, cut: true }, tools).blocks;
}

describe("a text that ends early", () => {
  test.each([
    ["in emphasis", "It is *very", "It is *very*"],
    ["in strong text of a list", "- one\n- **two and", "- one\n- **two and**"],
    ["in strong text of a table", "| a |\n|---|\n| **b", "| a |\n|---|\n| **b** |"],
    ["in a quote", "> a ~~b", "> a ~~b~~"],
    ["in code", "Run `npm in", "Run `npm in`"],
    ["in a link", "See [the docs](https://exam", "See the docs"],
    ["in the marks of a heading", "Text\n\n##", "Text"],
    ["in a rule", "Text\n\n--", "Text"],
    ["in an underline", "Text\n-", "Text"],
    ["before an item", "- a\n- ", "- a"],
    ["in a fence", "Text\n\n```ts", "Text"],
    ["in the closing fence", "```ts\na\n``", "```ts\na\n```"],
    ["after the head of a table", "| a | b |", "| a | b |\n|---|---|"],
    ["in the head of a table", "Text\n\n| a | b", "Text\n\n| a | b |\n|---|---|"],
    ["in strong text of a table's head", "| a | **b", "| a | **b** |\n|---|---|"],
    ["in the dashes of a table", "| a | b |\n|--", "| a | b |\n|---|---|"],
    ["in a formula", "so $x_1", "so $x_1$"],
    ["in a display formula", "so $$x_1", "so $$x_1$$"],
    ["after a price", "It costs $20", "It costs $20"],
    ["in a year", "Text\n1986", "Text\n1986"],
    ["in a reference", "See [the docs][d]", "See the docs"],
  ])("%s", (_place, source, whole) => {
    const show = (blocks: readonly Block[]) =>
      JSON.stringify(blocks)
        .replaceAll("\\n", "")
        .replaceAll('"finished":false', '"finished":true');
    expect(show(cut(source))).toBe(show(final(whole)));
  });

  test("shows no mark that the whole text does not, and no other address", () => {
    const run = fc.property(documents, fc.nat(), (source, at) => {
      const whole = final(source);
      const allowed = new Set(addresses(whole));
      const blocks = cut(source.slice(0, at % source.length));
      expect(addresses(blocks).filter((address) => !allowed.has(address))).toEqual([]);
      const marks = (shown: string) => shown.match(/\*\*|~~|`|\]\(/g)?.length ?? 0;
      expect(marks(seen(blocks))).toBeLessThanOrEqual(marks(seen(whole)));
    });
    fc.assert(run, { numRuns: 500 });
  });
});
