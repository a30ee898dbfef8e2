import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of drafts, in the current language. */
export const useSyncWords = () => usePageWords("composer/sync/words", en);
