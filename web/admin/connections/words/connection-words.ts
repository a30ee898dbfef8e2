import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the connections page in the current language; loaded with the page. */
export const useConnectionWords = () => usePageWords("admin/connections/words", en);
