import { expect, test } from "bun:test";
import { loadOnce } from "./load-once.ts";

test("everyone gets what was loaded first", async () => {
  let loads = 0;
  const load = loadOnce(async () => ++loads);
  expect(await Promise.all([load(), load()])).toEqual([1, 1]);
  expect(await load()).toBe(1);
});

test("a load that fails fails for those who wait, and the next call loads again", async () => {
  let loads = 0;
  const load = loadOnce(async () => {
    if (++loads === 1) throw new Error("away");
    return loads;
  });
  const waiting = Promise.allSettled([load(), load()]);
  expect((await waiting).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await load()).toBe(2);
});
