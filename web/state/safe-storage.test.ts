import { expect, test } from "bun:test";
import { createSafeStorage, findStorage } from "./safe-storage.ts";

function fakeStorage(
  setItem: (key: string, value: string) => void,
  entries: Map<string, string>,
): Storage {
  return {
    length: 0,
    clear: () => {},
    key: () => null,
    getItem: (key) => entries.get(key) ?? null,
    removeItem: (key) => void entries.delete(key),
    setItem,
  };
}

test("a forbidden storage is none", () => {
  expect(
    findStorage(() => {
      throw new Error("forbidden");
    }),
  ).toBeNull();
});

test("without a storage values last as long as the page", () => {
  const storage = createSafeStorage(null);
  storage.setItem("key", "value");
  expect(storage.getItem("key")).toBe("value");
  storage.removeItem("key");
  expect(storage.getItem("key")).toBeNull();
});

test("what does not fit hides the older value and is not lost", () => {
  const entries = new Map([["key", "old"]]);
  const storage = createSafeStorage(
    fakeStorage(() => {
      throw new Error("full");
    }, entries),
  );
  storage.setItem("key", "new");
  expect(storage.getItem("key")).toBe("new");
});

test("what fits is stored", () => {
  const entries = new Map<string, string>();
  createSafeStorage(fakeStorage((key, value) => void entries.set(key, value), entries)).setItem(
    "key",
    "value",
  );
  expect(entries.get("key")).toBe("value");
});
