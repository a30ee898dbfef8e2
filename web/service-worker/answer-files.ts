import type { WorkboxPlugin } from "workbox-core";
import { ExpirationPlugin } from "workbox-expiration";
import { addRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { parts, shell } from "./app-files.ts";
import { networkFirst } from "./network-first.ts";

const cacheName = "chatkit-parts";
/** Parts that were loaded on demand: about twice as many as a build has. */
const mostParts = 400;
/** How long an unused part stays, in seconds: a month. Tabs of older builds may need theirs. */
const unusedPartSeconds = 2_592_000;

/** How the worker answers with the app's files. */
export interface FileAnswers {
  /** Fetches all parts that are not here yet, one after the other. */
  keepParts(event: ExtendableEvent): Promise<void>;
}

/**
 * Answers with the files of the app: those with a hash in their name never change.
 *
 * @param base the path that the app is below
 */
export function answerFiles(base: string): FileAnswers {
  const onDemand = new CacheFirst({ cacheName, plugins: [expiring()] });
  for (const { url: name, revision } of shell) {
    const path = base + name;
    if (revision !== null)
      registerRoute(
        ({ sameOrigin, url }) => sameOrigin && url.pathname === path,
        networkFirst(path),
      );
  }
  addRoute({ cleanURLs: false, directoryIndex: "" });
  registerRoute(
    ({ sameOrigin, url }) => sameOrigin && url.pathname.startsWith(`${base}/assets/`),
    onDemand,
  );
  return {
    async keepParts(event) {
      const cache = await caches.open(cacheName);
      const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
      const wanted = parts.map((part) => base + part);
      for (const url of wanted.filter((part) => !kept.has(part)))
        await onDemand.handle({ event, request: new Request(url, { priority: "low" }) });
    },
  };
}

function expiring(): WorkboxPlugin {
  const { cacheDidUpdate, cachedResponseWillBeUsed } = new ExpirationPlugin({
    maxEntries: mostParts,
    maxAgeSeconds: unusedPartSeconds,
    purgeOnQuotaError: true,
  });
  const plugin: WorkboxPlugin = {};
  if (cacheDidUpdate) plugin.cacheDidUpdate = cacheDidUpdate;
  if (cachedResponseWillBeUsed) plugin.cachedResponseWillBeUsed = cachedResponseWillBeUsed;
  return plugin;
}
