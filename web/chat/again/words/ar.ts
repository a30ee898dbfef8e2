import type { Translation } from "../../../i18n/page-words.ts";
import type { AgainWords } from "./en.ts";

export const ar: Translation<AgainWords> = {
  "again.menu": "إجابة بشكل مختلف",
  "again.shorter": "أقصر",
  "again.simpler": "أبسط",
  "again.longer": "مزيد من التفاصيل",
  "again.own": "تعليمات من عندك…",
  "again.another": "نموذج آخر…",
  "again.field": "ما الذي ينبغي تغييره؟",
  "again.send": "إعادة الإنشاء",
};
