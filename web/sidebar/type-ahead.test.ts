import { expect, test } from "bun:test";
import { createTypeAhead } from "./type-ahead.ts";

const titles = ["Attic", "Élan", "Elbe", "Garden"];

test("letters typed together find the entry that begins with them, whatever their accents", () => {
  const ahead = createTypeAhead();
  expect(ahead.find(titles, { letter: "e", from: 0, at: 0 })).toBe(1);
  expect(ahead.find(titles, { letter: "l", from: 1, at: 100 })).toBe(1);
  expect(ahead.find(titles, { letter: "b", from: 1, at: 200 })).toBe(2);
  expect(ahead.find(titles, { letter: "x", from: 2, at: 300 })).toBeNull();
});

test("the same letter goes from one to the next; a pause begins another word", () => {
  const ahead = createTypeAhead();
  expect(ahead.find(titles, { letter: "e", from: 0, at: 0 })).toBe(1);
  expect(ahead.find(titles, { letter: "e", from: 1, at: 100 })).toBe(2);
  expect(ahead.find(titles, { letter: "e", from: 2, at: 200 })).toBe(1);
  expect(ahead.find(titles, { letter: "g", from: 1, at: 5_000 })).toBe(3);
});
