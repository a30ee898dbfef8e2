import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../../i18n/page-words.ts";
import { en, type ConnectionWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of the connections page in the current language; loaded with the page. */
export function useConnectionWords(): Translator<ConnectionWords> {
  return usePageWords(dictionaries);
}
