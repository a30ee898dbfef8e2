import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the form, in the current language. */
export const useEditWords = () => usePageWords("chat/editing/words", en);
