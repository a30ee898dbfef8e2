import type { Translation } from "../../../i18n/page-words.ts";
import type { DictationWords } from "./en.ts";

export const ar: Translation<DictationWords> = {
  start: "إملاء",
  stop: "إيقاف الإملاء",
  listening: "جارٍ الاستماع… قد تعالج الشركة المطوّرة للمتصفح ما تقوله. اضغط Esc للإيقاف.",
  "problem.denied": "لا يسمح المتصفح باستخدام الميكروفون هنا. اسمح به في إعدادات الموقع.",
  "problem.microphone": "لم يُعثر على ميكروفون.",
  "problem.silence": "لم يُسمع شيء. حاول مرة أخرى.",
  "problem.network": "تعذّر الوصول إلى خدمة الكلام في المتصفح.",
  "problem.language": "لا يستطيع المتصفح كتابة الكلام بهذه اللغة.",
  "problem.failed": "توقف الإملاء بسبب خطأ.",
};
