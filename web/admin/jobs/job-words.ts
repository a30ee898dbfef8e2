import { translator, type Translator } from "@solid-primitives/i18n";
import { useI18n } from "../../i18n/i18n.tsx";
import { en, type JobWords } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

const dictionaries = { en, fr, es };

/** The words of the page about jobs, in the language of the moment: they come with it. */
export function useJobWords(): Translator<JobWords> {
  const { locale } = useI18n();
  return translator(() => dictionaries[locale()]);
}
