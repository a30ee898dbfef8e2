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
): Translator<Words> {
  const { locale, pageWords } = useI18n();
  const words = createMemo(() => {
    const found = pageWords(`/${folder}/${locale()}.ts`);
    return found ? { ...english, ...found } : english;
  });
  return translator(words);
}
