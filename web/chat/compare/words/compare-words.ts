import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of replies side by side, in the current language. */
export const useCompareWords = () => usePageWords("chat/compare/words", en);
