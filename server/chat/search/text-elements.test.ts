import { expect, test } from "bun:test";
import fc from "fast-check";
import { createTextMaker } from "../../../bench/search/make-text.ts";
import { foldText, foldWithOrigins } from "./fold-text.ts";
import { hasTerms } from "./match-text.ts";
import { elementsOf, elementsOfTerm } from "./text-elements.ts";

/** Whether a text may contain a term, by its elements. */
function mayHave(elements: ReadonlySet<number>, term: string, most = 16): boolean {
  return elementsOfTerm(term, most).every((set) => set.some((element) => elements.has(element)));
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

test("a text that has a term has an element of each of its sets", () => {
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
      expect(mayHave(elementsOf(folded), term, most)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test("few texts that have no such word have its elements", () => {
  const maker = createTextMaker(20_000);
  const texts = Array.from({ length: 500 }, (_, i) => maker.text(i, 150));
  const elements = texts.map(elementsOf);
  const rare = Array.from({ length: 100 }, (_, i) => maker.words[10_000 + 91 * i] ?? "");
  const count = (has: (text: number, word: string) => boolean) =>
    rare.reduce((sum, word) => sum + texts.filter((_, i) => has(i, word)).length, 0);
  const real = count((i, word) => texts[i]?.includes(word) ?? false);
  const candidates = count((i, word) => mayHave(elements[i] ?? new Set(), word));
  expect(real).toBeGreaterThan(20);
  expect(candidates).toBeGreaterThanOrEqual(real);
  expect(candidates).toBeLessThan(2 * real);
});

test("elements are numbers of 32 bits, those of one trigram next to each other", () => {
  for (const element of elementsOf(foldText("Grüße aus 東京, İstanbul 👩‍👩‍👧")))
    expect(element >>> 0).toBe(element);
  const [open = []] = elementsOfTerm("abc", 8);
  expect(open.map((element) => element - (open[0] ?? 0))).toEqual([0, 1, 2, 3]);
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
