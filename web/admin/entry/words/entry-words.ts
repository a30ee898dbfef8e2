import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the page of registration and guests in the current language; loaded with the page. */
export const useEntryWords = () => usePageWords("admin/entry/words", en);
