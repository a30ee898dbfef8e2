import type { Translation } from "../../i18n/page-words.ts";
import type { TagWords } from "./en.ts";

export const ar: Translation<TagWords> = {
  title: "الوسوم",
  intro: (value) => `وسوم «${value}»`,
  add: "إضافة وسم",
  "add.action": "إضافة",
  remove: (value) => `إزالة الوسم ${value}`,
  known: "وسومك",
  "known.add": (value) => `إضافة الوسم ${value}`,
  full: (value) => `الحد الأقصى لعدد الوسوم في المحادثة: ${value}.`,
  failed: "تعذّر حفظ الوسوم.",
  edit: (value) => `الوسوم: ${value}. تعديل`,
  filter: "التصفية حسب الوسم",
  "filter.chosen": (value) => `التصفية حسب الوسم: ${value}`,
  all: "كل المحادثات",
  shown: (value) => `المحادثات ذات الوسم ${value}`,
  none: "لا توجد محادثات بهذا الوسم.",
  loading: "جارٍ تحميل المحادثات…",
  "list.failed": "تعذّر تحميل المحادثات.",
  more: "عرض المحادثات الأقدم",
};
