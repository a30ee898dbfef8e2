import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the trash, in the current language. */
export const useTrashWords = () => usePageWords("trash/words", en);
