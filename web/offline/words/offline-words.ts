import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words for when there is no connection, and for new versions, in the current language. */
export const useOfflineWords = () => usePageWords("offline/words", en);
