import type { Translation } from "../../../i18n/page-words.ts";
import type { CompareWords } from "./en.ts";

export const ar: Translation<CompareWords> = {
  "compare.title": "مقارنة الردود",
  "compare.with": "مقارنة مع نموذج آخر",
  "compare.versions": "مقارنة النسخ",
  "compare.another": "نموذج آخر",
  "compare.keep": "الاحتفاظ بهذا",
  "compare.version": (index, count, model) => `${index} من ${count} · ${model}`,
  "compare.choose": "اختيار نسخة",
  "compare.shown": "الرد المعروض",
  "compare.question": "رسالتك",
  "compare.loading": "جارٍ تحميل الردود…",
  "compare.writing": "يكتب…",
  "compare.waiting": "ينتظر…",
  "compare.second": "مقارنة نموذجين",
  "compare.second.chosen": (model) => `النموذج الثاني: ${model}`,
  "compare.second.remove": "إزالة النموذج الثاني",
  "compare.said.completed": (model) => `انتهى ${model}.`,
  "compare.said.stopped": (model) => `أُوقف ${model}.`,
  "compare.said.failed": (model) => `لم يتمكن ${model} من الإكمال.`,
};
