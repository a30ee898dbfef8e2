import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../../i18n/page-words.ts";
import { en, type WorkflowWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of the assistants' pages in the current language; loaded with the pages. */
export function useWorkflowWords(): Translator<WorkflowWords> {
  return usePageWords(dictionaries);
}
