import { translator, type Translator } from "@solid-primitives/i18n";
import type { Locale } from "../../shared/locale.ts";
import { useI18n } from "./i18n.tsx";

/**
 * The type of a dictionary in any language, derived from the English one. A missing key fails the
 * type check.
 */
export type WordsOf<English> = {
  readonly [K in keyof English]: English[K] extends string ? string : English[K];
};

/** Words that are loaded with a page instead of the app, in the current language. */
export function usePageWords<Words extends Record<string, unknown>>(
  dictionaries: Readonly<Record<Locale, Words>>,
): Translator<Words> {
  const { locale } = useI18n();
  return translator(() => dictionaries[locale()]);
}
