import { expect, test } from "bun:test";
import fc from "fast-check";
import { addPostings, encodePostings, numbersOf } from "./postings.ts";
import { findPostings, makePages } from "./segment-pages.ts";
import { comparePlaces, distinctPlaces, readPlaces, toPlaces } from "./segment-places.ts";

const size = 4_096;

test("postings give back the numbers that they were made of, in no more bytes than a bitmap", () => {
  const numbers = fc.uniqueArray(fc.nat(size - 1), { maxLength: 900 });
  const dense = fc.tuple(fc.nat(size - 1), fc.nat(size)).map(([from, to]) => {
    return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  });
  fc.assert(
    fc.property(fc.oneof(numbers, dense), (some) => {
      const sorted = some.toSorted((a, b) => a - b);
      const postings = encodePostings(sorted, size);
      expect(postings.bytes.length).toBeLessThanOrEqual(size / 8);
      const bitmap = new Uint8Array(size / 8);
      addPostings(bitmap, postings);
      expect(numbersOf(bitmap)).toEqual(sorted);
    }),
  );
});

test("each element is found on the last page that begins with it or before it", () => {
  const element = fc.nat(0xffff_ffff);
  const postings = fc.dictionary(
    element.map(String),
    fc.uniqueArray(fc.nat(size - 1), { minLength: 1 }),
  );
  fc.assert(
    fc.property(postings, element, (entries, absent) => {
      const all = new Map(
        Object.entries(entries).map(([key, numbers]) => [
          Number(key),
          numbers.toSorted((a, b) => a - b),
        ]),
      );
      const pages = makePages(all, size);
      const find = (key: number) => {
        const page = pages.findLast(({ firstElement }) => firstElement <= key);
        const found = page && findPostings(page.body, key);
        if (!found) return null;
        const bitmap = new Uint8Array(size / 8);
        addPostings(bitmap, found);
        return numbersOf(bitmap);
      };
      for (const [key, numbers] of all) expect(find(key)).toEqual(numbers);
      if (!all.has(absent)) expect(find(absent)).toBe(null);
      for (const { body } of pages) expect(body.length).toBeLessThanOrEqual(1_000);
    }),
  );
});

test("places are read as they were stored, and sorted with the newest first", () => {
  const id = (n: number) => `msg_${n.toString(16).padStart(32, "0")}`;
  const places = [
    { createdAt: 5, id: id(1) },
    { createdAt: -62_135_596_800_000, id: id(2) },
    { createdAt: 1_764_460_800_123, id: id(3) },
    { createdAt: 5, id: id(4) },
    { createdAt: 5, id: id(1) },
  ];
  expect(readPlaces(toPlaces(places))).toEqual(places);
  expect(distinctPlaces(places).map((place) => place.id)).toEqual([id(3), id(4), id(1), id(2)]);
  expect(comparePlaces({ createdAt: 1, id: "a" }, { createdAt: 1, id: "a" })).toBe(0);
});
