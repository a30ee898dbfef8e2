import { expect, test } from "bun:test";
import fc from "fast-check";
import { cleanText } from "../../../shared/requests.ts";
import { createDeltaCleaner } from "./clean-deltas.ts";

function clean(pieces: readonly string[]): string {
  const cleaner = createDeltaCleaner();
  return pieces.map((piece) => cleaner.push(piece)).join("") + cleaner.flush();
}

test("a character split over two deltas stays whole and is not shown by halves", () => {
  const cleaner = createDeltaCleaner();
  expect(cleaner.push("a\ud83d")).toBe("a");
  expect(cleaner.push("\ude00b")).toBe("\ud83d\ude00b");
  expect(cleaner.flush()).toBe("");
});

test("any text in any pieces comes out as the whole text cleaned", () => {
  const units = fc.array(fc.constantFrom("a", "\u0000", "\ud83d", "\ude00", "é", "\u200d"), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.array(units, { maxLength: 8 }), (pieces) => {
      const texts = pieces.map((piece) => piece.join(""));
      expect(clean(texts)).toBe(cleanText(texts.join("")));
    }),
  );
});
