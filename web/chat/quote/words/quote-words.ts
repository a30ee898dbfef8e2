import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the button, in the current language. */
export const useQuoteWords = () => usePageWords("chat/quote/words", en);
