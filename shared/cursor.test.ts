import { expect, test } from "bun:test";
import fc from "fast-check";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { newId } from "./ids.ts";

const log = newId("generation");

test("every cursor of a log leads back to its number", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seq) => {
      expect(decodeCursor(log, encodeCursor(log, seq))).toBe(seq);
    }),
  );
});

test("a cursor of another log is none", () => {
  expect(decodeCursor(newId("generation"), encodeCursor(log, 7))).toBeNull();
});

test("a number that no log can reach is none", () => {
  expect(decodeCursor(log, `${2 ** 31}-${log.slice(-8)}`)).toBeNull();
  expect(decodeCursor(log, `9999999999-${log.slice(-8)}`)).toBeNull();
});

test("anything else is none", () => {
  const tail = log.slice(-8);
  const bad = [
    "",
    tail,
    "7",
    `-1-${tail}`,
    `07-${tail}`,
    `1.5-${tail}`,
    `7-${tail} `,
    `7-${tail}\n`,
  ];
  for (const cursor of [...bad, `7-${tail.toUpperCase()}x`, `1e3-${tail}`, `٧-${tail}`])
    expect(decodeCursor(log, cursor)).toBeNull();
  fc.assert(fc.property(fc.string(), (text) => decodeCursor(log, text) === null));
});
