import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the line with the model's name, in the current language. */
export const useModelWords = () => usePageWords("chat/words", en);
