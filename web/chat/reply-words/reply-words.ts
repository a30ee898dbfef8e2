import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of what a reply shows besides its text, in the current language. */
export const useReplyWords = () => usePageWords("chat/reply-words", en);
