import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the line, in the current language. */
export const useViewWords = () => usePageWords("chat/model-view/words", en);
