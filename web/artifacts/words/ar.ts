import type { Translation } from "../../i18n/page-words.ts";
import type { ArtifactWords } from "./en.ts";

export const ar: Translation<ArtifactWords> = {
  "artifact.panel": "معاينة",
  "artifact.html": "صفحة ويب",
  "artifact.svg": "صورة",
  "artifact.mermaid": "مخطط",
  "artifact.preview": "معاينة",
  "artifact.source": "المصدر",
  "artifact.download": "تنزيل",
  "artifact.whole": "ملء الشاشة",
  "artifact.part": "إنهاء ملء الشاشة",
  "artifact.previous": "الإصدار السابق",
  "artifact.next": "الإصدار التالي",
  "artifact.version": (index, count) => `الإصدار ${index} من ${count}`,
  "artifact.loading": "جارٍ تحميل المعاينة…",
  "artifact.wrong": "في هذا المخطط خطأ",
  "artifact.silent": "توقفت المعاينة عن الاستجابة فأُغلقت.",
  "artifact.again": "إعادة التشغيل",
  "artifact.blocked": "تطلب هذه الصفحة ملفات من الإنترنت. لا تتصل المعاينات بالشبكة.",
  "artifact.chart": "رسم بياني",
  "artifact.chartWrong": "في هذا الرسم البياني خطأ",
  "artifact.address":
    "يطلب هذا الرسم البياني بيانات من الإنترنت. لا تتصل المعاينات بالشبكة، لذا يجب أن تكون القيم في الرسم نفسه.",
  "artifact.slow": "يستغرق رسم هذا الرسم البياني وقتًا طويلًا جدًا.",
  "artifact.large": "بيانات هذا الرسم البياني أكثر من أن تُرسم.",
  "artifact.unloaded": "تعذّر تحميل المعاينة.",
  "artifact.chartBlocked":
    "يطلب هذا الرسم البياني صورًا أو روابط من الإنترنت. لا تتصل المعاينات بالشبكة.",
  "artifact.data": "البيانات",
  "artifact.empty": "لا توجد بيانات في هذا الرسم البياني.",
  "artifact.rows": (shown, total) => `أول ${shown} من ${total} من الصفوف`,
};
