import type { SafeStorage } from "../../state/safe-storage.ts";

/**
 * Whose chats are kept in this browser. Signing out removes the key at once (`person-change.ts`),
 * for all tabs: without it nothing is shown, and nothing more is kept.
 */
const key = "chatkit.kept";

/** The last account used here; none for a guest. */
const personKey = "chatkit.person";

/** Whose chats may be shown while the server cannot say who is signed in. */
export function ownerOf(storage: SafeStorage): string | null {
  const owner = storage.getItem(key);
  const person = storage.getItem(personKey);
  return person === null || person === owner ? owner : null;
}

/** Whether what is kept is this user's. */
export function isOwner(storage: SafeStorage, userId: string | null): boolean {
  return userId !== null && storage.getItem(key) === userId;
}

/** Null after the session has ended: what is kept counts as deleted. */
export function setOwner(storage: SafeStorage, userId: string | null): void {
  if (userId === null) storage.removeItem(key);
  else storage.setItem(key, userId);
}
