import { expect, test } from "bun:test";
import { readRarely } from "./read-rarely.ts";

const noErrors = (error: unknown) => {
  throw error;
};

test("a storm of askers costs one reading, and all get its answer", async () => {
  let readings = 0;
  const ask = readRarely(async () => ++readings, { keptMs: 60_000, withinMs: 60_000 }, noErrors);
  expect(await Promise.all(Array.from({ length: 100 }, () => ask()))).toEqual(
    Array.from({ length: 100 }, () => 1),
  );
  expect(await ask()).toBe(1);
});

test("what is no longer fresh is read again", async () => {
  let readings = 0;
  const ask = readRarely(async () => ++readings, { keptMs: 0, withinMs: 60_000 }, noErrors);
  expect([await ask(), await ask()]).toEqual([1, 2]);
});

test("a failure is told, and is no answer", async () => {
  const errors: unknown[] = [];
  const gone = new Error("gone");
  const ask = readRarely(
    () => Promise.reject(gone),
    { keptMs: 60_000, withinMs: 60_000 },
    (error) => errors.push(error),
  );
  expect([await ask(), await ask()]).toEqual([null, null]);
  expect(errors).toEqual([gone]);
});

test("callers do not wait for a reading that hangs, and no second one starts", async () => {
  let readings = 0;
  const end = Promise.withResolvers<number>();
  const ask = readRarely(
    () => {
      readings++;
      return end.promise;
    },
    { keptMs: 0, withinMs: 1 },
    noErrors,
  );
  expect([await ask(), await ask(), readings]).toEqual([null, null, 1]);
  end.resolve(7);
});
