import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the charts, in English. */
export const en = {
  table: "Show as a table",
  time: "Time",
  empty: "There is nothing to show yet.",
  failed: "The chart couldn’t be loaded. The table shows the same numbers.",
  summary: (series: string, latest: string, highest: string) =>
    `${series}: latest ${latest}, highest ${highest}`,
};

export type ChartWords = WordsOf<typeof en>;
