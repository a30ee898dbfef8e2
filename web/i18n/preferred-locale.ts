import { type Locale, locales, pickLocale } from "../../shared/locale.ts";
import type { SafeStorage } from "../state/safe-storage.ts";

const storageKey = "chatkit.locale";

/**
 * The language to start in, before the account is known: the last one used here, then the
 * browser's.
 */
export function preferredLocale(storage: SafeStorage, browser: readonly string[]): Locale {
  const stored = storage.getItem(storageKey);
  return locales.find((locale) => locale === stored) ?? pickLocale(browser);
}

/** Remembers the language for the next start. */
export function rememberLocale(storage: SafeStorage, locale: Locale): void {
  storage.setItem(storageKey, locale);
}
