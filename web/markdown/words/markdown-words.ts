import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { en, type MarkdownWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of rendered replies, in the current language. */
export function useMarkdownWords(): Translator<MarkdownWords> {
  return usePageWords(dictionaries);
}
