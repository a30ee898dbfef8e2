import type { Translation } from "../../i18n/page-words.ts";
import type { ExportWords } from "./en.ts";

export const ar: Translation<ExportWords> = {
  "export.title": "تصدير المحادثة",
  "export.format": "التنسيق",
  "export.markdown": "Markdown",
  "export.markdown.hint": "المحادثة كما تراها، للقراءة أو الطباعة",
  "export.html": "HTML",
  "export.html.hint": "صفحة تُفتح في أي متصفح، للقراءة أو الطباعة أو الحفظ بصيغة PDF",
  "export.json": "JSON",
  "export.json.hint": "كل شيء مع جميع نسخ كل رسالة، للبرامج",
  "export.thoughts": "تضمين الأفكار",
  "export.save": "تصدير",
  "export.loading": (count) => `جارٍ تحميل الرسائل: ${count}…`,
  "export.failed": "تعذّر تحميل المحادثة بالكامل.",
  "export.files": "الملفات",
  "export.thoughtsOf": "الأفكار",
};
