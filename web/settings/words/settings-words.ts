import { usePageWords } from "../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the settings' navigation in the current language; loaded with the settings. */
export const useSettingsWords = () => usePageWords("settings/words", en);
