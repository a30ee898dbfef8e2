/** The languages of the user interface. */
export const locales = ["en", "fr", "es"] as const;

export type Locale = (typeof locales)[number];

/** Which way a language is written. */
export function directionOf(locale: string): "ltr" | "rtl" {
  return locale === "ar" ? "rtl" : "ltr";
}

/**
 * Picks the first supported language of a preference list such as `navigator.languages` or the tags
 * of an `Accept-Language` header; English when none is supported. A language that is not there for
 * the region is taken as it is: `de-AT` gets German, `pt-PT` Portuguese.
 */
export function pickLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split("-")[0];
    const found = locales.find((locale) => locale === language);
    if (found) return found;
  }
  return "en";
}
