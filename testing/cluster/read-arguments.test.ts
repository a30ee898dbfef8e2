import { expect, test } from "bun:test";
import { readArguments } from "./read-arguments.ts";

test("a list of roles that is shorter than the number begins again", () => {
  expect(readArguments([])).toEqual(["all", "all"]);
  expect(readArguments(["3"])).toEqual(["all", "all", "all"]);
  expect(readArguments(["4", "--roles", "web,worker"])).toEqual(["web", "worker", "web", "worker"]);
  expect(readArguments(["2", "--roles=worker, all"])).toEqual(["worker", "all"]);
});

test("what makes no cluster is refused with a sentence", () => {
  const refused: [string[], string][] = [
    [["0"], "from 1 to 32"],
    [["many"], "from 1 to 32"],
    [["2", "--fast"], "usage"],
    [["2", "--roles", "web,king"], '"king" is no role'],
    [["2", "--roles", "web"], "no node would write replies"],
    [["2", "--roles", "worker"], "no node would answer people"],
    [["1", "--roles", "web,worker"], "no node would write replies"],
  ];
  for (const [argv, words] of refused) expect(() => readArguments(argv)).toThrow(words);
});
