import { expect, test } from "bun:test";
import { createTurns } from "./turns.ts";

/** Tasks that end when the test says so. */
function tasks() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<string>>();
  return {
    begun,
    task: (name: string) => () => {
      begun.push(name);
      const end = Promise.withResolvers<string>();
      ends.set(name, end);
      return end.promise;
    },
    end: (name: string) => ends.get(name)?.resolve(name),
    fail: (name: string) => ends.get(name)?.reject(new Error(name)),
  };
}

test("so many run at a time, and the others in the order they came", async () => {
  const { begun, task, end } = tasks();
  const turns = createTurns(2);
  const all = ["a", "b", "c", "d"].map((name) => turns.take(task(name)));
  expect(begun).toEqual(["a", "b"]);
  end("b");
  expect(await all[1]).toBe("b");
  expect(begun).toEqual(["a", "b", "c"]);
  end("a");
  await all[0];
  expect(begun).toEqual(["a", "b", "c", "d"]);
});

test("one that fails makes room too", async () => {
  const { begun, task, fail } = tasks();
  const turns = createTurns(1);
  const first = turns.take(task("a"));
  void turns.take(task("b"));
  fail("a");
  expect(await first.catch((error: unknown) => String(error))).toBe("Error: a");
  expect(begun).toEqual(["a", "b"]);
});
