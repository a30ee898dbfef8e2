import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { en, type LiveWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words that announce a reply to screen readers, in the current language. */
export function useLiveWords(): Translator<LiveWords> {
  return usePageWords(dictionaries);
}
