import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the search dialog, in the current language. */
export const useSearchWords = () => usePageWords("search/words", en);
