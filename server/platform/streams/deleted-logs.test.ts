import { expect, test } from "bun:test";
import { LogHub, type LogPage } from "./log-hub.ts";

interface Entry {
  seq: number;
}

const failOnError = (error: unknown) => {
  throw error;
};
const empty = async (): Promise<LogPage<Entry>[]> => [];

/** Follows a log from its start; `ended` resolves with what it has seen. */
function follow(hub: LogHub<Entry>, id: string) {
  const stop = new AbortController();
  const steps = hub.follow({ id, after: 0 }, stop.signal);
  const ended = Array.fromAsync(steps).then((batches) => batches.flat().map(({ seq }) => seq));
  return { ended, stop: () => stop.abort() };
}

test("followers waiting at the end of a deleted log end, and no others", async () => {
  const hub = new LogHub<Entry>(empty, failOnError);
  const waiting = [follow(hub, "a"), follow(hub, "a")];
  const other = follow(hub, "b");
  await Bun.sleep(0);
  hub.end("a");
  hub.end("none");
  for (const { ended } of waiting) expect(await ended).toEqual([]);
  expect(hub.followers).toBe(1);
  hub.publish("b", [{ seq: 1 }]);
  await Bun.sleep(0);
  other.stop();
  expect(await other.ended).toEqual([1]);
});

test("a log that was deleted before it was followed ends", async () => {
  const gone = { entries: [], more: false, gone: true };
  const hub = new LogHub<Entry>(
    async (positions) => positions.map(({ id }) => ({ id, ...gone })),
    failOnError,
  );
  expect(await follow(hub, "a").ended).toEqual([]);
  expect(hub.followers).toBe(0);
});

test("after missed notices deleted logs are found, also when the first look fails", async () => {
  const errors: unknown[] = [];
  const looks: string[][] = [];
  const hub = new LogHub<Entry>(
    empty,
    (error) => void errors.push(error),
    async (ids) => {
      looks.push(ids);
      if (looks.length === 1) throw new Error("away");
      return ids.filter((id) => id === "a");
    },
  );
  const deleted = follow(hub, "a");
  const kept = follow(hub, "b");
  await Bun.sleep(0);
  hub.hintAll();
  await Bun.sleep(0);
  expect(errors).toHaveLength(1);
  hub.hintAll();
  expect(await deleted.ended).toEqual([]);
  expect(looks).toEqual([
    ["a", "b"],
    ["a", "b"],
  ]);
  expect(hub.followers).toBe(1);
  kept.stop();
  await kept.ended;
  hub.hintAll();
  expect(looks).toHaveLength(2);
});

test("a log that may have been deleted is looked up where it is followed, and nowhere else", async () => {
  const looks: string[][] = [];
  const hub = new LogHub<Entry>(empty, failOnError, async (ids) => {
    looks.push(ids);
    return looks.length > 1 ? ids : [];
  });
  const follower = follow(hub, "a");
  await Bun.sleep(0);
  hub.doubt("b");
  hub.doubt("a");
  await Bun.sleep(0);
  expect(hub.followers).toBe(1);
  hub.doubt("a");
  expect(await follower.ended).toEqual([]);
  expect(looks).toEqual([["a"], ["a"]]);
});
