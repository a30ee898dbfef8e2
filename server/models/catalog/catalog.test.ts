import { expect, test } from "bun:test";
import { present } from "../../../testing/present.ts";
import { RequestError } from "../../platform/errors.ts";
import type { CatalogSource } from "./catalog.ts";
import { createCatalog } from "./catalog.ts";
import type { DescribedModel } from "../listing/described-model.ts";

/** Lists by key, as the cache gives them; a test changes them. */
type Lists = Map<string, DescribedModel[] | "away">;

interface OtherSource extends Partial<CatalogSource> {
  id: string;
}

/** A catalog of a first connection and others, each of whose lists has its name as the key. */
function catalogOf(lists: Lists, others: OtherSource[] = []) {
  const sourceOf = (source: OtherSource) => ({
    models: null,
    access: "everyone" as const,
    list: { key: source.id, read: () => Promise.reject(new Error("only the cache reads")) },
    ...source,
  });
  const sources = [sourceOf({ id: "default" }), ...others.map(sourceOf)] as const;
  return createCatalog(
    { sources: async () => sources, latest: () => sources },
    {
      async get(key) {
        const list = lists.get(key) ?? null;
        if (list === "away") throw new RequestError("unavailable", "down");
        return list;
      },
    },
  );
}

const namesOf = async ({ list }: ReturnType<typeof catalogOf>) =>
  (await list()).map(({ name }) => name);

test("the models of all connections come in order, under the names that lead to them", async () => {
  const lists: Lists = new Map([
    ["default", [{ name: "b" }, { name: "a" }]],
    ["claude", [{ name: "opus", title: "Opus", contextWindow: 200_000 }]],
  ]);
  expect(await catalogOf(lists, [{ id: "claude" }]).list()).toEqual([
    { name: "b", connection: "default" },
    { name: "a", connection: "default" },
    { name: "claude/opus", connection: "claude", title: "Opus", contextWindow: 200_000 },
  ]);
});

test("a model that an admin has listed twice is offered once", async () => {
  const models = [{ name: "a" }, { name: "b" }, { name: "a" }];
  expect(await namesOf(catalogOf(new Map(), [{ id: "own", models }]))).toEqual(["own/a", "own/b"]);
});

test("the operator's word counts more than the server's, which fills in the rest", async () => {
  const told = { name: "m", contextWindow: 8_192, vision: false, tools: true };
  const lists: Lists = new Map([["own", [told, { name: "hidden" }]]]);
  const models = [{ name: "m", title: "Mine", vision: true, tools: undefined }, { name: "new" }];
  expect(await catalogOf(lists, [{ id: "own", models }]).list()).toEqual([
    {
      name: "own/m",
      connection: "own",
      title: "Mine",
      contextWindow: 8_192,
      vision: true,
      tools: true,
    },
    { name: "own/new", connection: "own" },
  ]);
});

test("a model that is known to think by its name is said to", async () => {
  const lists: Lists = new Map([
    ["default", [{ name: "gpt-5" }, { name: "o3", reasoning: false }, { name: "llama" }]],
  ]);
  expect((await catalogOf(lists).list()).map(({ reasoning }) => reasoning)).toEqual([
    true,
    false,
    undefined,
  ]);
});

test("a connection that is down hides its own models alone; the list fails where all are", async () => {
  const fixed = { id: "fixed", models: [{ name: "b" }] };
  const lists: Lists = new Map([["default", [{ name: "a" }]]]);
  for (const down of ["fixed", "gone"]) lists.set(down, "away");
  expect(await namesOf(catalogOf(lists, [fixed, { id: "gone" }]))).toEqual(["a", "fixed/b"]);
  lists.set("default", "away");
  await expect(namesOf(catalogOf(lists, [{ id: "gone" }]))).rejects.toThrow("down");
});

test("models come and go with the list; while it cannot be read, what is chosen of it is believed", async () => {
  const lists: Lists = new Map([["default", [{ name: "a" }]]]);
  const catalog = catalogOf(lists);
  const offered = () => ["a", "renamed"].map((name) => catalog.mayOffer(name));
  expect([await namesOf(catalog), offered()]).toEqual([["a"], [true, false]]);
  lists.set("default", [{ name: "renamed" }]);
  expect([await namesOf(catalog), offered()]).toEqual([["renamed"], [false, true]]);
  lists.set("default", "away");
  await expect(namesOf(catalog)).rejects.toThrow("down");
  expect(offered()).toEqual([true, true]);
});

test("an empty list is no failure", async () => {
  const catalog = catalogOf(new Map([["default", []]]));
  expect(await namesOf(catalog)).toEqual([]);
  expect(catalog.mayOffer("a")).toBe(false);
});

test("without its list, any model of a connection may be offered; never one that the operator leaves out", async () => {
  const lists: Lists = new Map([
    ["default", "away"],
    ["fixed", "away"],
  ]);
  const catalog = catalogOf(lists, [{ id: "fixed", models: [{ name: "b" }] }]);
  for (let times = 0; times < 2; times++) {
    expect(catalog.mayOffer("anything")).toBe(true);
    expect(catalog.mayOffer("fixed/b")).toBe(true);
    expect(catalog.mayOffer("fixed/c")).toBe(false);
    await catalog.list();
  }
});

test("a model's connection is known after the model is gone, but not after the connection is", async () => {
  const lists: Lists = new Map([["default", [{ name: "lab/big" }]]]);
  const catalog = catalogOf(lists, [{ id: "own", models: [{ name: "m" }] }]);
  const names = ["lab/big", "old", "own/m", "own/old", "own/lab/big", "gone/m"];
  await catalog.list();
  expect(names.map((name) => catalog.connectionOf(name))).toEqual([
    "default",
    "default",
    "own",
    "own",
    "own",
    null,
  ]);
});

test("a list that does not come is waited for once, hides no other, and is shown once it has come", async () => {
  const slow = Promise.withResolvers<DescribedModel[]>();
  const sources = ["default", "slow"].map((id) => ({
    id,
    models: null,
    access: "everyone" as const,
    list: { key: id, read: () => slow.promise },
  }));
  const [first, ...others] = sources;
  const all = [present(first), ...others] as const;
  const lists = { get: async (key: string) => (key === "slow" ? slow.promise : [{ name: "a" }]) };
  const catalog = createCatalog({ sources: async () => all, latest: () => all }, lists);
  expect(await namesOf(catalog)).toEqual(["a"]);
  const startedAt = performance.now();
  expect(await namesOf(catalog)).toEqual(["a"]);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(catalog.mayOffer("slow/b")).toBe(true);
  slow.resolve([{ name: "b" }]);
  expect(await namesOf(catalog)).toEqual(["a", "slow/b"]);
}, 20_000);
