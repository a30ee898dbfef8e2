import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the notification settings in the current language. */
export const usePushWords = () => usePageWords("notifications/words", en);
