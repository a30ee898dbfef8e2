import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The account pages' words in the current language; loaded with the pages. */
export const useAccountWords = () => usePageWords("account/words", en);
