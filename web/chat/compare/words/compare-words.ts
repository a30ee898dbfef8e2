import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../../i18n/page-words.ts";
import { type CompareWords, en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of replies side by side, in the current language. */
export function useCompareWords(): Translator<CompareWords> {
  return usePageWords(dictionaries);
}
