import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Part } from "../../../shared/parts.ts";
import { cutPieces, partsOfPieces, piecesOfParts } from "./log-piece.ts";

const at = "2026-11-29T00:00:00.000Z";
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.constantFrom("x".repeat(40_000), "😀".repeat(40_000)),
);
const thoughts = text.map((said): Part => {
  return { kind: "reasoning", text: said, startedAt: at, endedAt: at };
});
const notice = fc.constant<Part>({ kind: "notice", notice: "history_shortened" });
const words = text.map((said): Part => ({ kind: "text", text: said }));
/** As a log makes them: words behind words are one part. */
const parts = fc
  .array(fc.tuple(fc.oneof(thoughts, notice), words), { maxLength: 4 })
  .map((pairs) => pairs.flat());

test("parts of any length are said again in pieces that make the same parts", () => {
  fc.assert(
    fc.property(parts, (held) => {
      const pieces = piecesOfParts(held);
      expect(partsOfPieces(pieces)).toEqual(held);
      expect(cutPieces(pieces).cut).toEqual(pieces);
    }),
    { numRuns: 100 },
  );
});

test("what a continuation wrote is taken back to what was there, as often as it is asked", () => {
  fc.assert(
    fc.property(parts, fc.array(text, { maxLength: 3 }), text, (held, lost, said) => {
      const keep = {
        parts: held.length,
        text: held.reduce((sum, part) => sum + (part.kind === "text" ? part.text.length : 0), 0),
      };
      const pieces = lost.flatMap((each) => [each, { type: "keep" as const, keep }]);
      expect(partsOfPieces([...pieces, said], held)).toEqual(partsOfPieces([said], held));
    }),
    { numRuns: 100 },
  );
});
