import type { ChartWords } from "./en.ts";

export const fr: ChartWords = {
  table: "Afficher sous forme de tableau",
  time: "Heure",
  empty: "Il n’y a encore rien à afficher.",
  failed: "Le graphique n’a pas pu être chargé. Le tableau contient les mêmes chiffres.",
  summary: (series, latest, highest) => `${series} : dernière valeur ${latest}, maximum ${highest}`,
};
