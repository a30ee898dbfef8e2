import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the menus in the sidebar, in the current language. */
export const useMenuWords = () => usePageWords("sidebar/words", en);
