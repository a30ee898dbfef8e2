import type { Translation } from "../../i18n/page-words.ts";
import type { ChartWords } from "./en.ts";

export const pl: Translation<ChartWords> = {
  table: "Pokaż jako tabelę",
  time: "Czas",
  empty: "Nie ma jeszcze nic do pokazania.",
  failed: "Nie udało się wczytać wykresu. Tabela zawiera te same liczby.",
  summary: (series, latest, highest) => `${series}: ostatnio ${latest}, najwięcej ${highest}`,
};
