import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the list of archived chats, in the current language. */
export const useArchiveWords = () => usePageWords("archive/words", en);
