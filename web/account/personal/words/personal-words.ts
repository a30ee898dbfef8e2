import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** Words about what models are told about the person, in the current language. */
export const usePersonalWords = () => usePageWords(dictionaries);
