import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../page-words.ts";
import { en, type FailureWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** Why a reply failed, by the code of its error; loaded with what shows it. */
export function useFailureWords(): Translator<FailureWords> {
  return usePageWords(dictionaries);
}
