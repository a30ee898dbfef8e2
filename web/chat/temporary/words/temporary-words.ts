import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of temporary chats, in the current language. */
export const useTemporaryWords = () => usePageWords("chat/temporary/words", en);
