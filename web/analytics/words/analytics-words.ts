import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the analytics in the current language; loaded with the pages. */
export const useAnalyticsWords = () => usePageWords("analytics/words", en);
