/** The guest who has left for an identity provider, in this tab. */
const key = "chatkit.leaving";

/** Remembers the guest whose unsent messages go to the account that comes back. */
export function noteLeaving(storage: Storage, guestId: string): void {
  storage.setItem(key, guestId);
}

/** The guest who has left from this tab; null for none. Forgets them. */
export function takeLeaving(storage: Storage): string | null {
  const guestId = storage.getItem(key);
  storage.removeItem(key);
  return guestId;
}
