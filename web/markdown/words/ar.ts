import type { Translation } from "../../i18n/page-words.ts";
import type { MarkdownWords } from "./en.ts";

export const ar: Translation<MarkdownWords> = {
  "markdown.code": "شيفرة",
  "markdown.copy": "نسخ الشيفرة",
  "markdown.copied": "تم النسخ",
  "markdown.copyFailed": "تعذّر النسخ",
  "markdown.preview": "معاينة",
  "markdown.wrap": "التفاف الأسطر",
  "markdown.more": (lines) => `عرض كل الأسطر (${lines})`,
  "markdown.less": "عرض أسطر أقل",
  "markdown.table": "جدول",
  "markdown.csv": "نسخ بتنسيق CSV",
  "markdown.formula": "معادلة",
};
