import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { en, type PickerWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of the list of models, in the language of the moment. */
export function usePickerWords(): Translator<PickerWords> {
  return usePageWords(dictionaries);
}
