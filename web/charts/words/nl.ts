import type { Translation } from "../../i18n/page-words.ts";
import type { ChartWords } from "./en.ts";

export const nl: Translation<ChartWords> = {
  table: "Als tabel tonen",
  time: "Tijd",
  empty: "Er is nog niets om te tonen.",
  failed: "De grafiek kan niet worden geladen. De tabel bevat dezelfde cijfers.",
  summary: (series, latest, highest) => `${series}: laatste ${latest}, hoogste ${highest}`,
};
