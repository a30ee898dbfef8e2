import type { Translation } from "../../i18n/page-words.ts";
import type { ChartWords } from "./en.ts";

export const it: Translation<ChartWords> = {
  table: "Mostra come tabella",
  time: "Data e ora",
  empty: "Non c’è ancora nulla da mostrare.",
  failed: "Impossibile caricare il grafico. La tabella contiene gli stessi numeri.",
  summary: (series, latest, highest) => `${series}: ultimo valore ${latest}, massimo ${highest}`,
};
