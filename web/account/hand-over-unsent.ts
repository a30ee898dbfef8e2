/** Prefix of the keys of unsent messages; see `web/app/app.tsx`. */
const prefix = "chatkit.outbox.";

/**
 * Leaves a guest's unsent messages to the account that is signed in next, as the server leaves it
 * the guest's chats: an entry without a user is the next one's.
 */
export function handOverUnsent(storage: Storage, guestId: string): void {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i));
  for (const key of keys) {
    const stored = key?.startsWith(prefix) ? storage.getItem(key) : null;
    if (key === null || stored === null) continue;
    const entry = parse(stored);
    if (entry?.["userId"] !== guestId) continue;
    const { userId: _, ...rest } = entry;
    storage.setItem(key, JSON.stringify(rest));
  }
}

/** Null for what no entry is. */
function parse(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
