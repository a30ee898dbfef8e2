import type { Translator } from "@solid-primitives/i18n";
import { usePageWords, type WordsOf } from "../i18n/page-words.ts";

const en = {
  table: "Show as a table",
  time: "Time",
  empty: "There is nothing to show yet.",
  failed: "The plot could not be loaded. The table has the same numbers.",
  summary: (series: string, latest: string, highest: string) =>
    `${series}: latest ${latest}, highest ${highest}`,
};

/** All words of the charts in one language. */
type ChartWords = WordsOf<typeof en>;

const fr: ChartWords = {
  table: "Afficher sous forme de tableau",
  time: "Heure",
  empty: "Il n’y a encore rien à afficher.",
  failed: "Le graphique n’a pas pu être chargé. Le tableau contient les mêmes chiffres.",
  summary: (series, latest, highest) => `${series} : dernière valeur ${latest}, maximum ${highest}`,
};

const es: ChartWords = {
  table: "Mostrar como tabla",
  time: "Hora",
  empty: "Todavía no hay nada que mostrar.",
  failed: "No se pudo cargar el gráfico. La tabla tiene los mismos números.",
  summary: (series, latest, highest) => `${series}: último valor ${latest}, máximo ${highest}`,
};

const dictionaries = { en, fr, es };

/** The charts' words in the current language; loaded with the first chart. */
export function useChartWords(): Translator<ChartWords> {
  return usePageWords(dictionaries);
}
