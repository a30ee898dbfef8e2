import { expect, test } from "bun:test";
import fc from "fast-check";
import { extractSentences, frequentWords } from "./extract-sentences.ts";
import { splitSentences } from "./split-sentences.ts";
import { busyTimeOf, quickest } from "../../../../testing/quickest.ts";

const text = `Solar power is growing quickly in many countries. Solar power is growing very quickly in many countries.
Prices of solar panels fell by ninety percent in ten years. My cat is called Tom and sleeps.
Batteries keep solar power for the evening. Critics say that solar panels need much land.`;

test("picks sentences of the text, in its order, that carry its subject", () => {
  const picked = extractSentences(text, { locale: "en", count: 3 });
  const all = splitSentences(text, "en");
  expect(picked).toHaveLength(3);
  expect(picked.map((sentence) => all.indexOf(sentence))).toEqual(
    picked.map((sentence) => all.indexOf(sentence)).sort((a, b) => a - b),
  );
  expect(picked.join(" ")).toContain("Solar power is growing");
  expect(picked.join(" ")).not.toContain("cat");
});

test("does not say the same thing twice", () => {
  const picked = extractSentences(text, { locale: "en", count: 4 });
  expect(picked.filter((sentence) => sentence.includes("growing"))).toHaveLength(1);
});

test("frequent words leave grammar out and count plurals together", () => {
  expect(frequentWords("The houses are big. A house is a house. Le chat dort.", 2)).toEqual([
    "houses",
  ]);
});

test("code, tables and marks are no sentences", () => {
  const markdown =
    "# Title\n\n- One **bold** item\n\n```js\nconst x = 1;\n```\n\n| a | b |\n| - | - |\n\nA [link](https://x.org) here.\nSame paragraph.";
  expect(splitSentences(markdown, "en")).toEqual([
    "Title",
    "One bold item",
    "A link here.",
    "Same paragraph.",
  ]);
});

test("any text gives at most the sentences asked for, each from the text", () => {
  fc.assert(
    fc.property(
      fc.array(fc.lorem({ mode: "sentences", maxCount: 3 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 6 }),
      (parts, count) => {
        const whole = parts.join("\n");
        const all = splitSentences(whole, "en");
        const picked = extractSentences(whole, { locale: "en", count });
        expect(picked.length).toBeLessThanOrEqual(count);
        for (const sentence of picked) expect(all).toContain(sentence);
      },
    ),
  );
});

test("a very long text takes bounded time", async () => {
  const long = Array.from(
    { length: 20_000 },
    (_, index) => `Sentence number ${index} talks about topic ${index % 7} at length.`,
  ).join(" ");
  const mostMs = 3_000;
  const extract = () => extractSentences(long, { locale: "en", count: 5 });
  expect(await quickest(mostMs, () => busyTimeOf(extract))).toBeLessThan(mostMs);
});
