import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of importing chats, in the current language. */
export const useImportWords = () => usePageWords(dictionaries);
