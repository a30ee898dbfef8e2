import type { Translation } from "../../i18n/page-words.ts";
import type { ArchiveWords } from "./en.ts";

export const ar: Translation<ArchiveWords> = {
  "archive.title": "المحادثات المؤرشفة",
  "archive.empty": "لا توجد محادثات مؤرشفة.",
  "archive.loading": "جارٍ تحميل المحادثات…",
  "archive.failed": "تعذّر تحميل محادثاتك.",
  "archive.more": "عرض المحادثات الأقدم",
  "archive.back": "إلغاء الأرشفة",
  "archive.backOf": (title) => `إلغاء أرشفة «${title}»`,
  "archive.notBack": "تعذّر نقل المحادثة.",
};
