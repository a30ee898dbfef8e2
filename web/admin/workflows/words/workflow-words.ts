import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the assistants' pages in the current language; loaded with the pages. */
export const useWorkflowWords = () => usePageWords("admin/workflows/words", en);
