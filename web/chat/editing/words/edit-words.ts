import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../../i18n/page-words.ts";
import { type EditWords, en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of the form, in the current language. */
export function useEditWords(): Translator<EditWords> {
  return usePageWords(dictionaries);
}
