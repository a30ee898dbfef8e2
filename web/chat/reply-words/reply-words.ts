import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { en, type ReplyWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of what a reply shows besides its text, in the current language. */
export function useReplyWords(): Translator<ReplyWords> {
  return usePageWords(dictionaries);
}
