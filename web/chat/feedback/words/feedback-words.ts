import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the comment with a rating, in the current language. */
export const useFeedbackWords = () => usePageWords("chat/feedback/words", en);
