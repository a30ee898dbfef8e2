import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of dictation, in the current language. */
export const useDictationWords = () => usePageWords("composer/dictation/words", en);
