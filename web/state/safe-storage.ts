/** The part of `Storage` that the app uses. */
export type SafeStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * The browser's storage, or null if it is forbidden. Accessing `localStorage` can throw, hence the
 * function.
 */
export function findStorage(open: () => Storage): Storage | null {
  try {
    const storage = open();
    storage.getItem("chatkit");
    return storage;
  } catch {
    return null;
  }
}

/**
 * A storage that never throws: entries that do not fit, or have no storage, last as long as the
 * page.
 */
export function createSafeStorage(storage: Storage | null): SafeStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? storage?.getItem(key) ?? null,
    setItem(key, value) {
      try {
        if (!storage) throw new Error("no storage");
        storage.setItem(key, value);
        kept.delete(key);
      } catch {
        kept.set(key, value);
      }
    },
    removeItem(key) {
      kept.delete(key);
      storage?.removeItem(key);
    },
  };
}
