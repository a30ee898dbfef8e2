import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words that announce a reply to screen readers, in the current language. */
export const useLiveWords = () => usePageWords("chat/live-words", en);
