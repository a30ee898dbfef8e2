import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of importing chats, in the current language. */
export const useImportWords = () => usePageWords("imports/words", en);
