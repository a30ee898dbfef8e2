import { expect, test } from "bun:test";
import fc from "fast-check";
import { foldText, foldWithOrigins } from "./fold-text.ts";
import { hasTerms } from "./match-text.ts";
import { hashesOfTerm, makeFilter } from "./search-filter.ts";

/** Whether a filter may contain a term, as the database judges it. */
function mayHave(filter: Uint8Array, term: string, most = 8): boolean {
  return hashesOfTerm(term, most)
    .flat()
    .every((hash) => {
      const position = hash % (8 * filter.length);
      return ((filter[position >>> 3] ?? 0) >>> (position & 7)) & 1;
    });
}

const words = fc.array(
  fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.constantFrom(
      "東京",
      "都に行く",
      "Grüße",
      "İstanbul",
      "الكِتاب",
      "한국어",
      "a->b",
      "C++",
      "👩‍👩‍👧",
      "straße",
      "ﬁn",
      "हिन्दी",
    ),
  ),
  { maxLength: 12 },
);

test("a filter never loses a text that has the term", () => {
  const place = fc.record({
    at: fc.nat(),
    length: fc.nat(20),
    most: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(
    fc.property(words, place, (parts, { at, length, most }) => {
      const folded = foldText(parts.join(" "));
      const from = at % (folded.length + 1);
      const term = foldText(folded.slice(from, from + length)).trim();
      if (term === "" || !hasTerms(folded, [term])) return;
      expect(mayHave(makeFilter(folded), term, most)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test("a filter rarely lets a text pass that has no such word", () => {
  const text = foldText(
    Array.from({ length: 400 }, (_, i) => `w${((i * 7919) % 99991).toString(36)}x`).join(" "),
  );
  const filter = makeFilter(text);
  const absent = Array.from(
    { length: 2_000 },
    (_, i) => `q${((i * 104_729) % 46_655).toString(36)}z`,
  );
  const passing = absent.filter((word) => !text.includes(word) && mayHave(filter, word));
  expect(passing.length).toBeLessThan(absent.length * 0.02);
});

test("a filter of a very long text fits an index", () => {
  const text = Array.from({ length: 60_000 }, (_, i) =>
    String.fromCharCode(0x4e00 + ((i * 37) % 9_000)),
  ).join("");
  expect(makeFilter(foldText(text)).length).toBe(2_000);
});

test("folding leaves out what people leave out", () => {
  const cases: Record<string, string> = {
    "Crème  Brûlée": "creme brulee",
    "STRASSE straße": "strasse strasse",
    İIıi: "iiii",
    Ελλάδας: "ελλαδασ",
    Ёлка: "елка",
    كِتَابـــ: "كتاب",
    שָׁלוֹם: "שלום",
    "ﬁne ①": "fine 1",
    "ＡＢＣ　１２３": "abc 123",
    "soft\u00adhyphen zero\u200bwidth": "softhyphen zerowidth",
    "it’s “so”": 'it\'s "so"',
    "a\n\tb\u00a0c": "a b c",
  };
  for (const [text, folded] of Object.entries(cases)) expect(foldText(text)).toBe(folded);
  // The vowel signs of Indian scripts are letters, not accents.
  expect(foldText("कि")).not.toBe(foldText("का"));
});

test("folding by character finds the same text as folding at once, and where it comes from", () => {
  fc.assert(
    fc.property(words, (parts) => {
      const text = parts.join(" ");
      const { folded, origins } = foldWithOrigins(text);
      expect(origins).toHaveLength(folded.length);
      for (const [i, origin] of origins.entries()) {
        expect(origin).toBeLessThan(text.length);
        expect(origin).toBeGreaterThanOrEqual(origins[i - 1] ?? 0);
      }
    }),
  );
  expect(foldWithOrigins("Á  ﬁ x").folded).toBe("a fi x");
  expect(foldWithOrigins("Á  ﬁ x").origins).toEqual([0, 1, 3, 3, 4, 5]);
});
