import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the jobs page in the current language; loaded with the page. */
export const useJobWords = () => usePageWords("admin/jobs/words", en);
