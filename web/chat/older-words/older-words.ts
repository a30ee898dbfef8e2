import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of loading older messages, in the current language. */
export const useOlderWords = () => usePageWords("chat/older-words", en);
