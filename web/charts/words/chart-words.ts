import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The charts' words in the current language; loaded with the first chart. */
export const useChartWords = () => usePageWords("charts/words", en);
