import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { en, type SettingsWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of the settings' navigation in the current language; loaded with the settings. */
export function useSettingsWords(): Translator<SettingsWords> {
  return usePageWords(dictionaries);
}
