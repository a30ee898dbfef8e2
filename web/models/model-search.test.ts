import { expect, test } from "bun:test";
import type { OfferedModels } from "../../shared/model.ts";
import { createModelSearch, mostShown } from "./model-search.ts";

/** A server that answers when the test says so, and a clock that the test winds. */
function stage() {
  const asked: {
    query: string;
    cursor: number;
    answer: (page: OfferedModels) => Promise<void>;
    fail: () => Promise<void>;
  }[] = [];
  let due: (() => void) | null = null;
  const search = createModelSearch(
    (page) => {
      const { promise, resolve, reject } = Promise.withResolvers<OfferedModels>();
      const settled = promise.then(
        () => {},
        () => {},
      );
      asked.push({
        ...page,
        answer: (models) => (resolve(models), settled),
        fail: () => (reject(new Error("away")), settled),
      });
      return promise;
    },
    (task) => {
      due = task;
      return () => {
        due = null;
      };
    },
  );
  const nth = (n: number) => {
    const call = asked[n];
    if (!call) throw new Error(`the server was not asked ${n + 1} times`);
    return call;
  };
  const names = () => search.models().map(({ name }) => name);
  return { search, asked, nth, names, wind: () => due?.() };
}

const pageOf = (names: string[], nextCursor: number | null = null, total = names.length) => ({
  models: names.map((name) => ({ name, connection: "default" })),
  nextCursor,
  total,
});

test("pages follow one another, one at a time, to the end, and repeat no model", async () => {
  const { search, asked, nth, names } = stage();
  expect(search.status()).toBe("loading");
  search.more();
  await nth(0).answer(pageOf(["a", "b"], 2, 4));
  search.more();
  search.more();
  expect(asked.map(({ cursor }) => cursor)).toEqual([0, 2]);
  await nth(1).answer(pageOf(["b", "c"], null, 4));
  expect([names(), search.total(), search.status()]).toEqual([["a", "b", "c"], 4, "ready"]);
  search.more();
  expect(asked).toHaveLength(2);
});

test("the newest search counts, also where an older one is answered later", async () => {
  const { search, asked, nth, names, wind } = stage();
  search.search("g");
  search.search("gp");
  wind();
  expect(asked.map(({ query }) => query)).toEqual(["", "gp"]);
  await nth(1).answer(pageOf(["gpt"]));
  await nth(0).answer(pageOf(["old"]));
  expect([names(), search.status()]).toEqual([["gpt"], "ready"]);
});

test("a failure is said, and asked again for what is missing", async () => {
  const { search, asked, nth, names } = stage();
  await nth(0).fail();
  expect(search.status()).toBe("failed");
  search.retry();
  await nth(1).answer(pageOf(["a"], 1, 2));
  search.more();
  await nth(2).fail();
  expect([names(), search.status()]).toEqual([["a"], "failed"]);
  search.retry();
  await nth(3).answer(pageOf(["b"], null, 2));
  expect(names()).toEqual(["a", "b"]);
  expect(asked.map(({ cursor }) => cursor)).toEqual([0, 0, 1, 1]);
});

test("no more are put on the page than can be looked through", async () => {
  const { search, asked, nth } = stage();
  const many = Array.from({ length: mostShown }, (_, i) => `m${i}`);
  await nth(0).answer(pageOf(many, mostShown, 5_000));
  search.more();
  expect(asked).toHaveLength(1);
});

test("models are stale from the next search until it is answered", async () => {
  const { search, nth, names, wind } = stage();
  await nth(0).answer(pageOf(["a", "b"]));
  expect(search.stale()).toBe(false);
  search.search("b");
  expect(search.stale()).toBe(true);
  wind();
  await nth(1).fail();
  expect([search.stale(), search.status()]).toEqual([true, "failed"]);
  search.retry();
  expect(nth(2).cursor).toBe(0);
  await nth(2).answer(pageOf(["b"]));
  expect([search.stale(), ...names()]).toEqual([false, "b"]);
});
