import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the menu of a message, in the current language. */
export const useMoreWords = () => usePageWords("chat/more/words", en);
