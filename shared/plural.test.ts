import { expect, test } from "bun:test";
import { pluralsOf } from "./plural.ts";

test("Polish has three forms for whole numbers, Arabic six", () => {
  const pl = pluralsOf("pl");
  const files = (count: number) => pl(count, { one: "plik", few: "pliki", many: "plików" });
  expect([0, 1, 2, 5, 12, 22, 25].map(files)).toEqual([
    "plików",
    "plik",
    "pliki",
    "plików",
    "plików",
    "pliki",
    "plików",
  ]);
  const ar = pluralsOf("ar");
  const forms = { zero: "0", one: "1", two: "2", few: "3", many: "11", other: "100" };
  expect([0, 1, 2, 3, 10, 11, 99, 100, 102].map((count) => ar(count, forms)).join(" ")).toBe(
    "0 1 2 3 3 11 11 100 100",
  );
});
