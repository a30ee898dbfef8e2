import type { Preferences, User } from "../../shared/user.ts";
import { type Locale, locales, toCoreLocale } from "../../shared/locale.ts";
import type { SafeStorage } from "../state/safe-storage.ts";

const storageKey = "chatkit.account";

/** Remembers whether the account is one that other devices may use too. */
export function rememberAccount(storage: SafeStorage, user: User): void {
  storage.setItem(storageKey, user.isGuest ? "guest" : "registered");
}

/**
 * The preferences to send to the server. A guest exists only in this browser, so its language is
 * theirs; a registered user's is in the account, and only changes by choice.
 */
export function preferencesToTell(
  storage: SafeStorage,
  locale: Locale,
  chosen: boolean,
): Preferences {
  const isRegistered = storage.getItem(storageKey) === "registered";
  if (isRegistered && !chosen) return { timeZone: timeZone() };
  return preferencesOf(locale);
}

/** The preferences of a user who is new here. */
export function preferencesOf(locale: Locale): Preferences {
  return { timeZone: timeZone(), locale: toCoreLocale(locale), language: locale };
}

function timeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * The account's language. A server that knows the core languages alone tells the stand-in, which
 * does not replace the language it stands in for; one that knows more may tell an unknown one.
 */
export function languageOf({ locale, language }: User, current: Locale): Locale {
  const found = locales.find((each) => each === language);
  if (found) return found;
  return language === undefined && toCoreLocale(current) === locale ? current : locale;
}
