import type { Translation } from "../../i18n/page-words.ts";
import type { OlderWords } from "./en.ts";

export const ar: Translation<OlderWords> = {
  "thread.older": "تحميل الرسائل الأقدم",
  "thread.older.loading": "جارٍ تحميل الرسائل الأقدم…",
  "thread.older.failed": "تعذّر تحميل الرسائل الأقدم.",
};
