import type { Translation } from "../../i18n/page-words.ts";
import type { ChartWords } from "./en.ts";

export const ja: Translation<ChartWords> = {
  table: "表で表示",
  time: "時刻",
  empty: "表示できるものはまだありません。",
  failed: "グラフを読み込めませんでした。表に同じ数値があります。",
  summary: (series, latest, highest) => `${series}: 最新 ${latest}、最大 ${highest}`,
};
