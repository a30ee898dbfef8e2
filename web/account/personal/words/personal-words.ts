import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** Words about what models are told about the person, in the current language. */
export const usePersonalWords = () => usePageWords("account/personal/words", en);
