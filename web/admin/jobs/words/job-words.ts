import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../../i18n/page-words.ts";
import { en, type JobWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of the jobs page in the current language; loaded with the page. */
export function useJobWords(): Translator<JobWords> {
  return usePageWords(dictionaries);
}
