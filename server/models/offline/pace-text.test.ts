import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { pause, unlessAborted, wordPieces } from "./pace-text.ts";

describe("wordPieces", () => {
  test("cuts before white space", () => {
    expect([...wordPieces("Hello, big  world\n\nnext")]).toEqual([
      "Hello,",
      " big",
      "  world",
      "\n\nnext",
    ]);
  });

  test("cuts text without spaces too, never inside a grapheme", () => {
    const family = "👩‍👩‍👧‍👦".repeat(30);
    const pieces = [...wordPieces(family)];
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece.replaceAll("👩‍👩‍👧‍👦", "")).toBe("");
  });

  test("the pieces of any text are the text, cut at the ends of graphemes", () => {
    const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const starts = new Set(Array.from(segmenter.segment(text), ({ index }) => index));
        let at = 0;
        for (const piece of wordPieces(text)) {
          expect(starts.has(at)).toBe(true);
          at += piece.length;
        }
        expect(at).toBe(text.length);
      }),
    );
  });
});

test("a pause ends with the signal's reason, before its time and when it is aborted already", async () => {
  const controller = new AbortController();
  const long = pause(3_600_000, controller.signal);
  controller.abort(new Error("stopped"));
  await expect(long).rejects.toThrow("stopped");
  await expect(pause(3_600_000, controller.signal)).rejects.toThrow("stopped");
});

test("work that never ends is left when the signal is aborted", async () => {
  const controller = new AbortController();
  const waiting = unlessAborted(new Promise(() => {}), controller.signal);
  controller.abort(new Error("stopped"));
  await expect(waiting).rejects.toThrow("stopped");
});
