import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { type AccountWords, en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The account pages' words in the current language; loaded with the pages. */
export function useAccountWords(): Translator<AccountWords> {
  return usePageWords(dictionaries);
}
