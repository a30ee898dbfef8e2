import type { ChartWords } from "./en.ts";

export const es: ChartWords = {
  table: "Mostrar como tabla",
  time: "Hora",
  empty: "Todavía no hay nada que mostrar.",
  failed: "No se ha podido cargar el gráfico. La tabla tiene los mismos números.",
  summary: (series, latest, highest) => `${series}: último valor ${latest}, máximo ${highest}`,
};
