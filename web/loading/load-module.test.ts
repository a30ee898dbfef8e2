import { expect, test } from "bun:test";
import { loadModule } from "./load-module.ts";

const address = "https://chat.example/assets/markdown-a1.js";
const fetched = (asked: string[]) => (from: string) => {
  asked.push(from);
  return Promise.resolve("the module");
};

test.each([
  `Failed to fetch dynamically imported module: ${address}`,
  `error loading dynamically imported module: ${address}`,
])("a module that could not be fetched is fetched under another address: %s", async (message) => {
  const asked: string[] = [];
  const load = () => Promise.reject(new TypeError(message));
  expect(await loadModule<string>(load, fetched(asked))).toBe("the module");
  expect(asked).toHaveLength(1);
  expect(asked[0]).toStartWith(`${address}?again=`);
});

test("what a module throws itself is thrown, and nothing is fetched", async () => {
  const asked: string[] = [];
  const load = () => Promise.reject(new TypeError("a is not a function"));
  expect(loadModule<string>(load, fetched(asked))).rejects.toThrow("a is not a function");
  expect(asked).toEqual([]);
});

test("a module that is here is not fetched again", async () => {
  const asked: string[] = [];
  expect(await loadModule(() => Promise.resolve("here"), fetched(asked))).toBe("here");
  expect(asked).toEqual([]);
});

test("parts of one file that failed are loaded from one address, and from another once that fails", async () => {
  const file = "https://chat.example/assets/soon-b2.js";
  const load = () =>
    Promise.reject(new TypeError(`Failed to fetch dynamically imported module: ${file}`));
  const asked: string[] = [];
  await Promise.all([loadModule(load, fetched(asked)), loadModule(load, fetched(asked))]);
  await Bun.sleep(2);
  await loadModule(load, fetched(asked));
  expect(new Set(asked).size).toBe(1);
  const lost = () => Promise.reject(new TypeError("still offline"));
  expect(loadModule(load, lost)).rejects.toThrow("still offline");
  await Bun.sleep(2);
  await loadModule(load, fetched(asked));
  expect(new Set(asked).size).toBe(2);
});
