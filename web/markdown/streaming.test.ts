import { describe, expect, setDefaultTimeout, test } from "bun:test";
import fc from "fast-check";
import { advance } from "./advance.ts";
import { corpus } from "./corpus.testing.ts";
import { documents, noise } from "./documents.testing.ts";
import { emptyDocument } from "./document-state.ts";
import type { Block } from "./nodes.ts";
import { addresses, final, seen, tools } from "./rendered.testing.ts";

// Each property feeds hundreds of documents character by character.
setDefaultTimeout(60_000);

/** Feeds a text one character at a time; returns the first prefix that showed what the end does not. */
function firstFlash(source: string): { prefix: string; shown: string } | null {
  const whole = final(source);
  const end = seen(whole);
  const allowed = new Set(addresses(whole));
  let state = emptyDocument();
  for (let i = 1; i <= source.length; i++) {
    state = advance(state, { source: source.slice(0, i), live: true }, tools);
    const shown = seen(state.blocks);
    const isKnown = addresses(state.blocks).every((href) => allowed.has(href));
    if (!end.startsWith(shown) || !isKnown) return { prefix: source.slice(0, i), shown };
  }
  return null;
}

describe("streaming", () => {
  for (const [index, source] of corpus.entries()) {
    test(`document ${index} of the corpus never shows a mark that its end does not`, () => {
      expect(firstFlash(source)).toBeNull();
    });
  }

  test("no well-formed document ever shows a mark that its end does not", () => {
    fc.assert(
      fc.property(documents, (source) => expect(firstFlash(source)).toBeNull()),
      { numRuns: 100 },
    );
  });

  test("however a text arrives, it ends as if it had come at once", () => {
    const run = fc.property(fc.oneof(noise, documents), fc.array(fc.nat(200)), (source, cuts) => {
      let state = emptyDocument();
      for (const cut of cuts.toSorted((a, b) => a - b)) {
        state = advance(state, { source: source.slice(0, cut), live: true }, tools);
      }
      expect(advance(state, { source, live: false }, tools).blocks).toEqual([...final(source)]);
    });
    fc.assert(run, { numRuns: 500 });
  });

  test("reading only the tail gives what reading everything gives", () => {
    const run = fc.property(fc.oneof(noise, documents), (source) => {
      let state = emptyDocument();
      for (let i = 1; i <= source.length; i++) {
        state = advance(state, { source: source.slice(0, i), live: true }, tools);
      }
      const atOnce = advance(emptyDocument(), { source, live: true }, tools);
      expect(state.blocks).toEqual([...atOnce.blocks]);
    });
    fc.assert(run, { numRuns: 80 });
  });

  test("dollars that turn out to be no formula belong to the paragraph before them", () => {
    let state = emptyDocument();
    const source = "price\n$$\n\nand more";
    for (let i = 1; i <= source.length; i++)
      state = advance(state, { source: source.slice(0, i), live: true }, tools);
    const atOnce = advance(emptyDocument(), { source, live: true }, tools);
    expect(state.blocks).toEqual([...atOnce.blocks]);
    expect(state.blocks).toHaveLength(2);
  });

  test("finished blocks stay the same objects to the end", () => {
    const run = fc.property(documents, (source) => {
      let state = emptyDocument();
      let finished: readonly Block[] = [];
      for (let i = 1; i <= source.length; i++) {
        state = advance(state, { source: source.slice(0, i), live: true }, tools);
        for (const [at, block] of finished.entries()) expect(state.blocks[at]).toBe(block);
        finished = state.blocks.slice(0, state.finishedCount);
      }
      const end = advance(state, { source, live: false }, tools).blocks;
      for (const [at, block] of finished.entries()) expect(end[at]).toBe(block);
    });
    fc.assert(run, { numRuns: 100 });
  });

  test("a text that is not a continuation starts over", () => {
    const before = advance(emptyDocument(), { source: "# One\n\nTwo **three", live: true }, tools);
    const after = advance(before, { source: "Other *te", live: true }, tools);
    expect(after.blocks).toEqual([
      ...advance(emptyDocument(), { source: "Other *te", live: true }, tools).blocks,
    ]);
  });

  test("only the tail is read again", () => {
    let lexed = 0;
    const counting = {
      ...tools,
      live: {
        ...tools.live,
        blocks: (...args: Parameters<typeof tools.live.blocks>) => {
          lexed += args[0].length;
          return tools.live.blocks(...args);
        },
      },
    };
    const long = "A paragraph of some words.\n\n".repeat(2000);
    const state = advance(emptyDocument(), { source: long, live: true }, counting);
    lexed = 0;
    advance(state, { source: `${long}More`, live: true }, counting);
    expect(lexed).toBeLessThan(100);
  });
});
