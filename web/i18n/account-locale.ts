import type { Preferences, User } from "../../shared/user.ts";
import type { Locale } from "../../shared/locale.ts";
import type { SafeStorage } from "../state/safe-storage.ts";

const storageKey = "chatkit.account";

/** Remembers whether the account is one that other devices may use too. */
export function rememberAccount(storage: SafeStorage, user: User): void {
  storage.setItem(storageKey, user.isGuest ? "guest" : "registered");
}

/**
 * What to tell the server about the person. A guest lives in this browser alone, so its language
 * is theirs; a registered person's is known by the account, and changes only by choosing.
 */
export function preferencesToTell(
  storage: SafeStorage,
  locale: Locale,
  chosen: boolean,
): Preferences {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const isRegistered = storage.getItem(storageKey) === "registered";
  return isRegistered && !chosen ? { timeZone } : { timeZone, locale };
}
