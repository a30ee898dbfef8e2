/**
 * Who has turned notifications on in this browser. In a cache, because the page and the worker can
 * both read that.
 */
const cacheName = "chatkit-push";
const entry = "/push-opt-in";

/** Notes that this user has turned notifications on. */
export async function keepOptIn(userId: string): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.put(entry, new Response(userId));
}

/** The user who has turned notifications on here; null for none. */
export async function readOptIn(): Promise<string | null> {
  const kept = await caches.match(entry, { cacheName });
  return kept ? kept.text() : null;
}

/** Notifications are off in this browser. */
export async function removeOptIn(): Promise<void> {
  await caches.delete(cacheName);
}
