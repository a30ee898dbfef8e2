import { keptName, keptVersion } from "../state/kept-name.ts";
import type { KeptList, KeptThread } from "../offline/kept/kept-chats.ts";
import { ownerOf } from "../offline/kept/owner.ts";

/** What a new tab shows until the server has answered. */
export interface EarlyCopies {
  list: KeptList;
  /** The chat of the address, if it is kept. */
  thread: KeptThread | undefined;
}

declare global {
  interface Window {
    /** The copies, which the first script of the page reads. */
    earlyCopies?: Promise<EarlyCopies | null>;
  }
}

/**
 * Reads the copies while the app is being loaded: opening a database takes the browser some 100 ms.
 * Null when nothing may be shown, or is kept, or the browser refuses.
 */
export async function readEarlyCopies(
  storage: Pick<Storage, "getItem"> | null,
  threadId: string | null,
): Promise<EarlyCopies | null> {
  try {
    const owner = storage && ownerOf(storage);
    if (owner === null) return null;
    const database = await openKept();
    try {
      const stores = database.transaction(["list", "threads"]);
      const [list, thread] = await Promise.all([
        resultOf<KeptList | undefined>(stores.objectStore("list").get("list")),
        threadId === null
          ? undefined
          : resultOf<KeptThread | undefined>(stores.objectStore("threads").get(threadId)),
      ]);
      return list?.userId === owner ? { list, thread } : null;
    } finally {
      // An open one would stand in the way of its deletion.
      database.close();
    }
  } catch {
    // The server's answer is waited for.
    return null;
  }
}

/** Rejects when there is none, or one of another build. */
function openKept(): Promise<IDBDatabase> {
  const opening = indexedDB.open(keptName, keptVersion);
  opening.addEventListener("upgradeneeded", () => opening.transaction?.abort());
  return resultOf(opening);
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(new Error(request.error?.message)));
  });
}
