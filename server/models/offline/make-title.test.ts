import { expect, test } from "bun:test";
import fc from "fast-check";
import { makeTitle } from "./make-title.ts";
import { requestOf } from "./testing/ask-offline.ts";

function title(text: string): string {
  return makeTitle(requestOf([text], { purpose: "title" }));
}

test.each([
  ["what is 12% of 80?", "What is 12% of 80"],
  ["can you please convert 5 miles to km", "Convert 5 miles to km"],
  ["# Hello **world**\n\nmore", "Hello world"],
  ["how do I use `useEffect`? I tried everything.", "How do I use useEffect"],
  ["HELP ME WITH THIS PROBLEM", "Help me with this problem"],
  ["- milk\n- eggs", "Milk"],
  ["¿Qué hora es?", "Qué hora es"],
  ["2 * 3 * 4", "2 * 3 * 4"],
  ["hello world in rust", "Hello world in rust"],
  ["what is C++?", "What is C++"],
])("%j is titled %j", (text, expected) => {
  expect(title(text)).toBe(expected);
});

test("a long sentence is cut at a word", () => {
  const long = "Write a long story about a dragon that lives in a cave near the sea";
  expect(title(long)).toBe("Write a long story about a dragon that lives in a cave near");
});

test("a message without words gets a title in the person's language", () => {
  expect(makeTitle(requestOf(["???"], { locale: "fr" }))).toBe("Nouvelle conversation");
});

test("the first message names the thread, whatever comes after", () => {
  expect(makeTitle(requestOf(["plan a trip", "what time is it"]))).toBe("Plan a trip");
});

test("any text has a title of one line and at most 60 characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const made = title(text);
      expect(made.trim()).not.toBe("");
      expect(made.length).toBeLessThanOrEqual(60);
      expect(made).not.toMatch(/[\n\r]/);
      expect(made.isWellFormed()).toBe(true);
    }),
    { numRuns: 300 },
  );
});
