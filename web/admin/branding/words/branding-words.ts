import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the page of branding in the current language; loaded with the page. */
export const useBrandingWords = () => usePageWords("admin/branding/words", en);
