import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the page, in the current language. */
export const usePromptWords = () => usePageWords("prompts/words", en);
