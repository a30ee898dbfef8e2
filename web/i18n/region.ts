import type { Locale } from "../../shared/locale.ts";

/**
 * The app's language with the browser's region, such as `en-GB`, for dates and times; the language
 * alone where the browser names no region for it. Digits are those of the app's own words.
 */
export function withRegion(
  locale: Locale,
  languages: readonly string[] = navigator.languages ?? [],
): string {
  const tag = languages.find((each) => /^..-..$/.test(each) && each.startsWith(locale));
  return tag ? `${tag}-u-nu-latn` : locale;
}
