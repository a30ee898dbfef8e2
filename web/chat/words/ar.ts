import type { Translation } from "../../i18n/page-words.ts";
import type { ModelWords } from "./en.ts";

export const ar: Translation<ModelWords> = {
  "model.label": (name) => `النموذج: ${name}`,
  "model.builtin": "تأتي الردود من النموذج المدمج الذي يعمل دون اتصال.",
  "model.hint": "يجيب النموذج المدمج الصغير افتراضيًا.",
  "model.builtin.connect": "توصيل نموذج",
  "model.choose": "اختيار نموذج",
  "model.effort": (word) => `التفكير: ${word}`,
  "model.gone": (gone, own) => `لم يعد ${gone} متاحًا. يجيب ${own} بدلًا منه.`,
  "model.removed": (name) => `أُزيل اتصال ${name}. اختر نموذجًا آخر.`,
  "model.missing": "نموذج هذا المساعد غير متاح لك.",
  "model.missing.choose": "نموذج هذا المساعد غير متاح لك. اختر نموذجًا آخر.",
  "model.signIn": "تسجيل الدخول",
  "model.thinking": "التفكير",
  "model.failed": "تعذّر حفظ اختيارك",
  "effort.auto": "تلقائي",
  "effort.none": "متوقف",
  "effort.low": "منخفض",
  "effort.medium": "متوسط",
  "effort.high": "مرتفع",
};
