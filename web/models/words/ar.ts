import type { Translation } from "../../i18n/page-words.ts";
import type { PickerWords } from "./en.ts";

export const ar: Translation<PickerWords> = {
  "picker.title": "اختيار نموذج",
  "picker.again": "إعادة الإنشاء بنموذج آخر",
  "picker.another": "اختيار نموذج آخر",
  "picker.search": "البحث في النماذج",
  "picker.recent": "المستخدمة مؤخرًا",
  "picker.others": "النماذج",
  "picker.default": "الافتراضي لهذا المساعد",
  "picker.connection.default": "الخادم",
  "picker.none": "لم يُعثر على نماذج",
  "picker.failed": "تعذّر تحميل النماذج.",
  "picker.retry": "إعادة المحاولة",
  "picker.loading": "جارٍ تحميل النماذج…",
  "picker.count": (count) => `عدد النماذج: ${count}`,
  "picker.more": (count) => `${count} أخرى. ابحث للعثور عليها.`,
  "picker.vision": "الصور",
  "picker.tools": "الأدوات",
  "picker.reasoning": "التفكير",
  "picker.window": (tokens) => `سياق ${tokens}`,
  "picker.price": (input, output) => `${input} / ${output} لكل مليون`,
};
