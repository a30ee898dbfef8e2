import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { KeptList, KeptThread, KeptSize } from "./kept-chats.ts";
import { keptName, keptVersion } from "../../state/kept-name.ts";

interface Schema extends DBSchema {
  /** One entry, the newest list of chats. */
  list: { key: "list"; value: KeptList };
  threads: { key: string; value: KeptThread };
  /** The size of each thread, read to find what has to go. */
  sizes: { key: string; value: KeptSize };
}

export type KeptDatabase = IDBPDatabase<Schema>;

/** What the keeper of chats does with the database. */
export interface KeptStore {
  sizes(): Promise<KeptSize[]>;
  /** Replaces the list; null leaves it. */
  changeList(change: (before: KeptList | undefined) => KeptList | null): Promise<void>;
  /** Puts a chat and its size, or only when it was read. */
  put(size: KeptSize, kept: KeptThread | null): Promise<void>;
  /** Makes room: the chats stay in the list. */
  remove(ids: readonly string[]): Promise<void>;
}

/**
 * Opens the database for as long as `use` takes, so that it never stands in the way of its deletion.
 * Rejects where the browser refuses.
 */
export async function withKept<T>(use: (database: KeptDatabase) => Promise<T>): Promise<T> {
  const database = await openDB<Schema>(keptName, keptVersion, {
    upgrade(before) {
      for (const store of before.objectStoreNames) before.deleteObjectStore(store);
      before.createObjectStore("list");
      before.createObjectStore("threads", { keyPath: "id" });
      before.createObjectStore("sizes", { keyPath: "id" });
    },
  });
  try {
    return await use(database);
  } finally {
    database.close();
  }
}

/** The same, for the keeper. */
export function withKeptStore<T>(use: (store: KeptStore) => Promise<T>): Promise<T> {
  return withKept((database) => use(storeOf(database)));
}

function storeOf(database: KeptDatabase): KeptStore {
  return {
    sizes: () => database.getAll("sizes"),
    async changeList(change) {
      const transaction = database.transaction("list", "readwrite");
      const next = change(await transaction.store.get("list"));
      if (next) await transaction.store.put(next, "list");
      await transaction.done;
    },
    async put(size, kept) {
      const transaction = database.transaction(["threads", "sizes"], "readwrite");
      await Promise.all([
        kept && transaction.objectStore("threads").put(kept),
        transaction.objectStore("sizes").put(size),
        transaction.done,
      ]);
    },
    async remove(ids) {
      const transaction = database.transaction(["threads", "sizes"], "readwrite");
      await Promise.all([
        ...ids.flatMap((id) => [
          transaction.objectStore("threads").delete(id),
          transaction.objectStore("sizes").delete(id),
        ]),
        transaction.done,
      ]);
    },
  };
}

/** Deletes everything that is kept. Rejects where the browser refuses. */
export async function forgetKept(): Promise<void> {
  await deleteDB(keptName);
}
