import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** Words about projects, in the current language. */
export const useProjectWords = () => usePageWords("projects/words", en);
