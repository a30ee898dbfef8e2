import { expect, test } from "bun:test";
import { parseSearchQuery } from "./search-query.ts";

const plain = {
  terms: [],
  role: null,
  tags: [],
  project: null,
  hasFile: false,
  model: null,
  before: null,
  after: null,
};

test("words and phrases are terms", () => {
  expect(parseSearchQuery('  Héllo "Two  Words" rest')).toEqual({
    ...plain,
    terms: ["hello", "two words", "rest"],
  });
  expect(parseSearchQuery('un"closed')).toEqual({ ...plain, terms: ["un", "closed"] });
  expect(parseSearchQuery('"" ""')).toEqual(plain);
});

test("filters are read in any case, everything else with a colon is a word", () => {
  expect(
    parseSearchQuery(
      'From:me HAS:file tag:Täx tag:"to do" folder:Home model:"GPT 5" before:2026-05-31 after:2026-01 tax',
    ),
  ).toEqual({
    terms: ["tax"],
    role: "user",
    tags: ["tax", "to do"],
    project: "home",
    hasFile: true,
    model: "gpt 5",
    before: new Date("2026-05-31T00:00:00Z"),
    after: new Date("2026-01-01T00:00:00Z"),
  });
  expect(parseSearchQuery("https://example.org at:noon from:alice before:tomorrow").terms).toEqual([
    "https://example.org",
    "at:noon",
    "from:alice",
    "before:tomorrow",
  ]);
});

test("quotation marks of every keyboard make phrases, and its colon a filter", () => {
  for (const phrase of [
    "“tax office”",
    "„tax office“",
    "«tax office»",
    "「tax office」",
    "＂tax office＂",
  ])
    expect(parseSearchQuery(phrase)).toEqual({ ...plain, terms: ["tax office"] });
  expect(parseSearchQuery("tag:“to do” from：me")).toEqual({
    ...plain,
    tags: ["to do"],
    role: "user",
  });
});

test("a word with a colon that is no filter is searched as it is, and so is a day that is none", () => {
  expect(parseSearchQuery('error: time note:"a b"').terms).toEqual([
    "error:",
    "time",
    "note:",
    "a b",
  ]);
  expect(parseSearchQuery("before:2026-02-31 after:2026-13").terms).toEqual([
    "before:2026-02-31",
    "after:2026-13",
  ]);
  expect(parseSearchQuery("from:").terms).toEqual([]);
});

test("an emoji finds the symbol that it is made of, too", () => {
  expect(parseSearchQuery("❤\ufe0f I❤\ufe0fNY").terms).toEqual(["❤", "i❤\ufe0fny"]);
});
