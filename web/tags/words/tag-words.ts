import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** Words about tags, in the current language. */
export const useTagWords = () => usePageWords("tags/words", en);
