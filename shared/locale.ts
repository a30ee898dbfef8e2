/** The languages of the user interface. */
export const locales = [
  "en",
  "fr",
  "es",
  "de",
  "ar",
  "ja",
  "zh",
  "pt",
  "it",
  "nl",
  "pl",
  "ko",
] as const;

export type Locale = (typeof locales)[number];

/**
 * The languages that assistants' texts must have and that the offline model speaks. Versions that
 * know no others read and write these alone.
 */
export const coreLocales = ["en", "fr", "es"] as const;

/** The languages that assistants' texts may have besides. */
export const otherLocales = ["de", "pt", "it", "nl", "pl", "ja", "zh", "ko", "ar"] as const;

export type CoreLocale = (typeof coreLocales)[number];

/** The core language that stands in for a language: itself, or English. */
export function toCoreLocale(locale: string): CoreLocale {
  return coreLocales.find((core) => core === locale) ?? "en";
}

/** Which way a language is written. */
export function directionOf(locale: string): "ltr" | "rtl" {
  return locale === "ar" ? "rtl" : "ltr";
}

/**
 * Picks the first supported language of a preference list such as `navigator.languages` or the tags
 * of an `Accept-Language` header; English when none is supported. The region does not matter:
 * `de-AT` gets German, `pt-PT` Portuguese, `zh-TW` Chinese.
 */
export function pickLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split("-")[0];
    const found = locales.find((locale) => locale === language);
    if (found) return found;
  }
  return "en";
}
