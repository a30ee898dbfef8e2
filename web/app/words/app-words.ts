import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of dialogs and pages loaded on demand, in the current language. */
export const useAppWords = () => usePageWords("app/words", en);
