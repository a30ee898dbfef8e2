import { usePageWords } from "../page-words.ts";
import { en } from "./en.ts";

/** Why a reply failed, by the code of its error; loaded with what shows it. */
export const useFailureWords = () => usePageWords("i18n/failures", en);
