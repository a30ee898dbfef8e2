import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the menu beside Regenerate, in the current language. */
export const useAgainWords = () => usePageWords("chat/again/words", en);
