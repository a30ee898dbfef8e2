import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words about files in the current language; loaded with the first file. */
export const useFileWords = () => usePageWords("attachments/words", en);
