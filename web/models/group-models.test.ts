import { expect, test } from "bun:test";
import { groupModels } from "./group-models.ts";

const model = (name: string, connection = "default") => ({ name, connection });

test("what was chosen last comes first, the others by connection, each once", () => {
  const found = [model("a"), model("c/b", "c"), model("d"), model("c/e", "c")];
  const named = groupModels([model("c/e", "c")], found).map(({ id, models }) => [
    id,
    models.map(({ name }) => name),
  ]);
  expect(named).toEqual([
    ["recent", ["c/e"]],
    ["of default", ["a", "d"]],
    ["of c", ["c/b"]],
  ]);
  expect(groupModels([], [])).toEqual([]);
});
