import type { Page } from "playwright";
import { expect } from "./expect.ts";

/** A journey whose browser may have a service worker, and reaches the server through the cable. */
export const withWorker = {
  browser: { serviceWorkers: "allow" },
  throughCable: true,
} as const;

/** Waits until the worker answers the page's requests, and keeps all that it is to keep. */
export async function expectWorker(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  await expect.poll(() => page.evaluate(findMissing)).toEqual([]);
}

/** The files named in the worker that are in no cache. */
async function findMissing(): Promise<string[]> {
  const address = navigator.serviceWorker.controller?.scriptURL ?? "/sw.js";
  const worker = await (await fetch(address)).text();
  const named = worker.match(/(?<=\/)assets\/[\w.~-]+\.(?:js|css)/g) ?? ["no file"];
  const files = named.map((file) => new URL(file, address).href);
  const found = await Promise.all(files.map((file) => caches.match(file, { ignoreVary: true })));
  return files.filter((_, at) => !found[at]);
}

/** The ids of the chats that this browser keeps, in order. */
export function keptIds(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === "chatkit.kept")) return [];
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error ?? new Error("refused")));
      });
    const database = await done(indexedDB.open("chatkit.kept"));
    try {
      const keys = await done(database.transaction("threads").objectStore("threads").getAllKeys());
      return keys.map(String).sort();
    } finally {
      database.close();
    }
  });
}

/** Waits until exactly these chats are kept. */
export async function expectKept(page: Page, ids: readonly string[]): Promise<void> {
  await expect.poll(() => keptIds(page)).toEqual([...ids].sort());
}
