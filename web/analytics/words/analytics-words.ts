import { translator, type Translator } from "@solid-primitives/i18n";
import { useI18n } from "../../i18n/i18n.tsx";
import { type AnalyticsWords, en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const dictionaries = { en, fr, es };

/** The words of the analytics, in the language of the moment: they come with the pages. */
export function useAnalyticsWords(): Translator<AnalyticsWords> {
  const { locale } = useI18n();
  return translator(() => dictionaries[locale()]);
}
