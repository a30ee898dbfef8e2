import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { en, type MarkdownWords } from "./en.ts";

/** The words of rendered replies, in the current language. */
export function useMarkdownWords(): Translator<MarkdownWords> {
  return usePageWords("markdown/words", en);
}
