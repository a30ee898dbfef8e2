import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../../i18n/page-words.ts";
import { en, type QuoteWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of the button, in the current language. */
export function useQuoteWords(): Translator<QuoteWords> {
  return usePageWords(dictionaries);
}
