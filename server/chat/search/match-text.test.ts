import { expect, test } from "bun:test";
import fc from "fast-check";
import { foldText } from "./fold-text.ts";
import { hasTerms, makeMessageSnippet, makeSnippet } from "./match-text.ts";

/** A snippet with its matches in brackets. */
function shown(text: string, ...terms: string[]): string {
  return makeSnippet(
    text,
    terms.map((term) => foldText(term)),
  )
    .map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text))
    .join("");
}

test("a term of three letters is found inside words, a shorter one at their beginning", () => {
  const folded = foldText("Die Krankenversicherung zahlt, said AI-driven main(). See a->b 東京都");
  for (const term of ["versicherung", "ai", "ma", "main()", "->", "京", "東京", "a", "b"])
    expect([term, hasTerms(folded, [term])]).toEqual([term, true]);
  for (const term of ["ie", "versicherungen", "in", "大"])
    expect([term, hasTerms(folded, [term])]).toEqual([term, false]);
  expect(hasTerms(folded, ["zahlt", "nothere"])).toBe(false);
});

test("a snippet marks matches as they are written", () => {
  expect(shown("Un café crème, s'il vous plaît", "CAFE", "plait")).toBe(
    "Un [café] crème, s'il vous [plaît]",
  );
  expect(shown("Eine Straße", "strasse")).toBe("Eine [Straße]");
  expect(shown("東京都に行く", "京都")).toBe("東[京都]に行く");
  expect(shown("overlap: abcdef", "abcd", "cdef")).toBe("overlap: [abcdef]");
  expect(shown("nothing here", "absent")).toBe("nothing here");
  expect(shown("two\n\nlines of it", "lines")).toBe("two [lines] of it");
});

test.each([
  [
    "## The **tax** office\n\n- [form](https://e.example/form) `7b`",
    ["tax", "7b"],
    "The tax office form 7b",
  ],
  ["| town | tax |\n|---|---|\n| Lyon | 3 |", ["lyon"], "town, tax Lyon, 3"],
  [
    "see [the form](https://tax.example/form)",
    ["tax.example"],
    "see [the form](https://tax.example/form)",
  ],
  ["a **very** long", ["**very"], "a **very** long"],
  ["```ts\nconst a = b * c;\n```", ["b * c"], "const a = b * c;"],
])("a snippet of %j has no marks unless they were searched", (markdown, terms, words) => {
  expect(
    makeMessageSnippet(markdown, terms)
      .map(({ text }) => text)
      .join(""),
  ).toBe(words);
});

test("a snippet of a long text begins near the first match, at a word", () => {
  const text = `${"lorem ipsum ".repeat(2_000)}the needle is here ${"dolor ".repeat(100)}`;
  const snippet = shown(text, "needle");
  expect(snippet).toStartWith("…");
  expect(snippet).toContain("the [needle] is here");
  expect(snippet).toEndWith("…");
  expect(snippet.length).toBeLessThan(240);
  expect(snippet).toMatch(/^…(lorem|ipsum) /);
});

test("a snippet is part of the text, whatever it is", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 600 }),
      fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 4 }),
      (text, terms) => {
        const pieces = makeSnippet(
          text,
          terms.map((term) => foldText(term).trim()).filter(Boolean),
        );
        const joined = pieces
          .map((piece) => piece.text)
          .join("")
          .replaceAll("…", "");
        expect(joined.length).toBeLessThanOrEqual(text.length + 8);
        expect(pieces.every((piece) => piece.text !== "")).toBe(true);
      },
    ),
  );
});
