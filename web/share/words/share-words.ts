import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of sharing chats, in the current language. */
export const useShareWords = () => usePageWords("share/words", en);
