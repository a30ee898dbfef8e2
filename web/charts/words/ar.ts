import type { Translation } from "../../i18n/page-words.ts";
import type { ChartWords } from "./en.ts";

export const ar: Translation<ChartWords> = {
  table: "عرض كجدول",
  time: "الوقت",
  empty: "لا يوجد ما يُعرض بعد.",
  failed: "تعذّر تحميل الرسم البياني. يحتوي الجدول على الأرقام نفسها.",
  summary: (series, latest, highest) => `${series}: آخر قيمة ${latest}، وأعلى قيمة ${highest}`,
};
