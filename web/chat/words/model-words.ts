import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { en, type ModelWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of the line with the model's name, in the current language. */
export function useModelWords(): Translator<ModelWords> {
  return usePageWords(dictionaries);
}
