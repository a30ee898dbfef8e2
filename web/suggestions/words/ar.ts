import type { Translation } from "../../i18n/page-words.ts";
import type { ComposerMenuWords } from "./en.ts";

export const ar: Translation<ComposerMenuWords> = {
  "menu.slash": "المطالبات والأوامر",
  "menu.mention": "من يجيب عن هذه الرسالة",
  "group.own": "مطالباتك",
  "group.shared": "المطالبات المشتركة",
  "group.commands": "الأوامر",
  "group.assistants": "المساعدون",
  "group.models": "النماذج",
  "command.search": "بحث",
  "command.temporary": "محادثة مؤقتة",
  "command.export": "تصدير هذه المحادثة",
  "command.archive": "أرشفة هذه المحادثة",
  "prompt.failed": "تعذّر تحميل هذه المطالبة.",
  "variables.title": (name) => `املأ «${name}»`,
  "variables.insert": "إدراج",
  answers: (name) => `يجيب ${name} عن هذه الرسالة`,
  "answers.remove": (name) => `عدم سؤال ${name}`,
  count: (count) => `عدد الاقتراحات: ${count}`,
};
