import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { type AnalyticsWords, en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of the analytics in the current language; loaded with the pages. */
export function useAnalyticsWords(): Translator<AnalyticsWords> {
  return usePageWords(dictionaries);
}
