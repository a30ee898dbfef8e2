import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the menus, in the current language. */
export const useComposerMenuWords = () => usePageWords("suggestions/words", en);
