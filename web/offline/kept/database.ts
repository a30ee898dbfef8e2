import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { KeptList, KeptThread, KeptSize } from "./kept-chats.ts";

/** Also deleted by `state/person-change.ts`. */
const name = "chatkit.kept";
/** Another version starts empty: what is kept is only a copy. */
const version = 1;

interface Schema extends DBSchema {
  /** One entry, the newest list of chats. */
  list: { key: "list"; value: KeptList };
  threads: { key: string; value: KeptThread };
  /** The size of each thread, read to find what has to go. */
  sizes: { key: string; value: KeptSize };
}

export type KeptDatabase = IDBPDatabase<Schema>;

/**
 * Opens the database for as long as `use` takes, so that it never stands in the way of its deletion.
 * Rejects where the browser refuses.
 */
export async function withKept<T>(use: (database: KeptDatabase) => Promise<T>): Promise<T> {
  const database = await openDB<Schema>(name, version, {
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

/** Deletes everything that is kept. */
export function forgetKept(): Promise<void> {
  return deleteDB(name);
}
