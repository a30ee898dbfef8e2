import type { Translation } from "../../i18n/page-words.ts";
import type { ChartWords } from "./en.ts";

export const de: Translation<ChartWords> = {
  table: "Als Tabelle anzeigen",
  time: "Zeit",
  empty: "Noch nichts anzuzeigen.",
  failed: "Das Diagramm konnte nicht geladen werden. Die Tabelle enthält dieselben Zahlen.",
  summary: (series, latest, highest) => `${series}: zuletzt ${latest}, höchstens ${highest}`,
};
