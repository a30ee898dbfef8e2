import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of announcements in the current language; loaded with them. */
export const useAnnouncementWords = () => usePageWords("announcements/words", en);
