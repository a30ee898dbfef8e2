import type { Translation } from "../../i18n/page-words.ts";
import type { ChartWords } from "./en.ts";

export const pt: Translation<ChartWords> = {
  table: "Mostrar como tabela",
  time: "Data e hora",
  empty: "Ainda não há nada para mostrar.",
  failed: "Não foi possível carregar o gráfico. A tabela tem os mesmos números.",
  summary: (series, latest, highest) =>
    `${series}: valor mais recente ${latest}, mais alto ${highest}`,
};
