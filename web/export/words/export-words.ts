import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of exporting a chat, in the current language. */
export const useExportWords = () => usePageWords("export/words", en);
