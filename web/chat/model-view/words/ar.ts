import type { Translation } from "../../../i18n/page-words.ts";
import type { ViewWords } from "./en.ts";

export const ar: Translation<ViewWords> = {
  shortened: "لا يرى النموذج أقدم الرسائل: لم تعد هذه المحادثة تتسع في سياقه.",
  files: "لم تعد الملفات السابقة تتسع فاستُبعدت.",
  insteadOfBusy: (model, asked) => `أجاب ${model} لأن ${asked} كان مشغولًا.`,
  insteadOfDown: (model, asked) => `أجاب ${model} لأن ${asked} لم يكن متاحًا.`,
  insteadOfBarred: (model, asked) => `أجاب ${model} لأن ${asked} غير متاح لك.`,
  line: "لم يعد النموذج يرى الرسائل أعلاه",
  lineSum: "يرى النموذج ملخّصًا للرسائل أعلاه",
  summarise: "تلخيص",
  pending: "جارٍ التلخيص…",
  failed: "تعذّرت كتابة الملخّص.",
  retry: "إعادة المحاولة",
  show: "عرض الملخّص",
  hide: "إخفاء الملخّص",
  remove: "إزالة الملخّص",
  label: "ملخّص الرسائل أعلاه",
  refused: "تعذّر القيام بذلك. حاول مرة أخرى.",
};
