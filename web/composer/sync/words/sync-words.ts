import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../../i18n/page-words.ts";
import { en, type SyncWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of drafts, in the current language. */
export function useSyncWords(): Translator<SyncWords> {
  return usePageWords(dictionaries);
}
