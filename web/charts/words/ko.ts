import type { Translation } from "../../i18n/page-words.ts";
import type { ChartWords } from "./en.ts";

export const ko: Translation<ChartWords> = {
  table: "표로 보기",
  time: "시간",
  empty: "아직 표시할 내용이 없습니다.",
  failed: "그래프를 불러올 수 없습니다. 표에 같은 수치가 있습니다.",
  summary: (series, latest, highest) => `${series}: 최근 ${latest}, 최고 ${highest}`,
};
