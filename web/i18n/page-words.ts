import { translator, type Translator } from "@solid-primitives/i18n";
import { createMemo } from "solid-js";
import { useI18n } from "./i18n.tsx";

/**
 * The type of a dictionary in any language, derived from the English one. A missing key fails the
 * type check.
 */
export type WordsOf<English> = {
  readonly [K in keyof English]: English[K] extends string ? string : English[K];
};

/**
 * A dictionary in a language that `bun run check` finds the gaps of: what is missing is shown in
 * English.
 */
export type Translation<Words> = Partial<Words>;

/** Three languages at once, for a folder that is not yet loaded by language. */
interface Together<Words> {
  en: Words;
  fr: Words;
  es: Words;
}

/**
 * Words that are loaded with a page instead of the app, in the current language. English comes with
 * the page; the other languages' files beside it come in one piece (`languages/`).
 *
 * @param folder of the dictionaries, from `web/`
 * @param english its `en.ts`
 */
export function usePageWords<Words extends Record<string, unknown>>(
  folder: string,
  english: Words,
): Translator<Words>;
export function usePageWords<Words extends Record<string, unknown>>(
  dictionaries: Together<Words>,
): Translator<Words>;
export function usePageWords<Words extends Record<string, unknown>>(
  from: string | Together<Words>,
  english?: Words,
): Translator<Words> {
  const { locale, pageWords } = useI18n();
  const words = createMemo(() => {
    const base = typeof from === "string" ? english : from.en;
    if (base === undefined) throw new Error("English is missing");
    if (typeof from !== "string")
      return locale() === "fr" ? from.fr : locale() === "es" ? from.es : base;
    const found = pageWords(`/${from}/${locale()}.ts`);
    return found ? { ...base, ...found } : base;
  });
  return translator(words);
}
