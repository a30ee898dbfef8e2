import type { Translation } from "../../i18n/page-words.ts";
import type { ChartWords } from "./en.ts";

export const zh: Translation<ChartWords> = {
  table: "以表格显示",
  time: "时间",
  empty: "还没有可显示的内容。",
  failed: "无法加载图表。表格中有相同的数字。",
  summary: (series, latest, highest) => `${series}：最新 ${latest}，最高 ${highest}`,
};
