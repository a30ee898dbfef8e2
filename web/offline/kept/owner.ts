import type { SafeStorage } from "../../state/safe-storage.ts";
import { keptName } from "../../state/kept-name.ts";

/** The last account used here; none for a guest. */
const personKey = "chatkit.person";

/** Whose chats may be shown while the server cannot say who is signed in. */
export function ownerOf(storage: Pick<SafeStorage, "getItem">): string | null {
  const owner = storage.getItem(keptName);
  const person = storage.getItem(personKey);
  return person === null || person === owner ? owner : null;
}

/** Whether what is kept is this user's. */
export function isOwner(storage: SafeStorage, userId: string | null): boolean {
  return userId !== null && storage.getItem(keptName) === userId;
}

/** Null after the session has ended: what is kept counts as deleted. */
export function setOwner(storage: SafeStorage, userId: string | null): void {
  if (userId === null) storage.removeItem(keptName);
  else storage.setItem(keptName, userId);
}
