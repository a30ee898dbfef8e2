import type { BrandingWords } from "./en.ts";

/** The same in Arabic. */
export const ar: BrandingWords = {
  title: "الهوية",
  intro: "كيف يظهر هذا الخادم: في التطبيق وفي الصفحات المشتركة وفي رسائل البريد.",
  decided: "تحدد إعدادات الخادم هذا. لا يمكن تغييره هنا.",
  name: "الاسم",
  "name.hint": "اتركه فارغًا لاستخدام ChatKit.",
  "name.long": (most: number) => `استخدم ${most} حرفًا على الأكثر.`,
  accent: "لون التمييز",
  "accent.intro": "للأزرار والروابط.",
  "accent.own": "استخدام ألوانك",
  "accent.light": "في المظهر الفاتح",
  "accent.dark": "في المظهر الداكن",
  "accent.pick": (theme: string) => `اختيار لون: ${theme}`,
  "accent.wrong": "أدخل لونًا مثل ‎#0b6e69.",
  "accent.ratio": (ratio: string) => `التباين: ‎${ratio}:1 على الأقل`,
  "accent.low": (ratio: string, least: string) =>
    `لا يتجاوز تباين هذا اللون ‎${ratio}:1. يحتاج النص إلى ‎${least}:1.`,
  "accent.sample": "عيّنة",
  saved: "تم الحفظ. يظهر ذلك عند تحميل الصفحة التالي.",
};
