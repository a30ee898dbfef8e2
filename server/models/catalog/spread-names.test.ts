import { expect, test } from "bun:test";
import { spreadNames } from "./spread-names.ts";

const modelsOf = (connection: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `${connection}/${i}`, connection }));
const countOf = (names: string[], connection: string) =>
  names.filter((name) => name.startsWith(`${connection}/`)).length;

test("a long list of names leaves room for those of other connections", () => {
  const models = [...modelsOf("huge", 5_000), ...modelsOf("big", 700), ...modelsOf("small", 3)];
  const names = spreadNames(models, 1_000);
  expect(["huge", "big", "small"].map((id) => countOf(names, id))).toEqual([499, 498, 3]);
  expect(names.at(0)).toBe("huge/0");
  expect(names.at(-1)).toBe("small/2");
});

test("names that all have room stay as they are", () => {
  const models = [...modelsOf("a", 2), ...modelsOf("b", 1)];
  expect(spreadNames(models, 3)).toEqual(["a/0", "a/1", "b/0"]);
  expect(spreadNames(models, 1)).toHaveLength(1);
});
