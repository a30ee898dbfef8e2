import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the list of models, in the language of the moment. */
export const usePickerWords = () => usePageWords("models/words", en);
