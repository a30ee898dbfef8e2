import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { en, type FileWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words about files in the current language; loaded with the first file. */
export function useFileWords(): Translator<FileWords> {
  return usePageWords(dictionaries);
}
