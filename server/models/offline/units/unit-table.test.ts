import { expect, test } from "bun:test";
import { loadCalculator } from "../arithmetic/load-calculator.ts";
import { foldText } from "../language/plain-text.ts";
import { findUnit, unitTable } from "./unit-table.ts";

test("the calculator knows every unit of the table", async () => {
  const calculator = await loadCalculator();
  for (const { unit } of unitTable)
    expect(calculator.convert([{ amount: "2", unit }], unit)).not.toBeNull();
});

test("no word names two units, and every word is written the way input is folded", () => {
  const words = unitTable.flatMap((entry) => entry.words.split(","));
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  expect(words.filter((word) => foldText(word) !== word)).toEqual([]);
});

test("an unknown word is no unit", () => {
  expect(findUnit("furlong")).toBeNull();
});
