import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../../i18n/page-words.ts";
import { en, type ViewWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of the line, in the current language. */
export function useViewWords(): Translator<ViewWords> {
  return usePageWords(dictionaries);
}
