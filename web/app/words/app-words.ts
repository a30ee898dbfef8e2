import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { type AppWords, en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of dialogs and pages loaded on demand, in the current language. */
export function useAppWords(): Translator<AppWords> {
  return usePageWords(dictionaries);
}
