import { translator, type Translator } from "@solid-primitives/i18n";
import type { Locale } from "../../shared/locale.ts";
import { useI18n } from "./i18n.tsx";

/** The words of a dictionary in any language, by those in English. A key that is missing fails the type check. */
export type WordsOf<English> = {
  readonly [K in keyof English]: English[K] extends string ? string : English[K];
};

/** Words that come with a page and not with the app, in the language of the moment. */
export function usePageWords<Words extends Record<string, unknown>>(
  dictionaries: Readonly<Record<Locale, Words>>,
): Translator<Words> {
  const { locale } = useI18n();
  return translator(() => dictionaries[locale()]);
}
