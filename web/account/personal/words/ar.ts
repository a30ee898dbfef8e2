import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const ar: Translation<PersonalWords> = {
  "instructions.title": "تعليمات مخصّصة",
  "instructions.intro":
    "يتّبعها جميع المساعدين في كل محادثاتك، بدءًا من رسالتك التالية. لا يمكن للمسؤولين رؤيتها.",
  "instructions.about": (app: string) => `ما الذي ينبغي أن يعرفه ${app} عنك؟`,
  "instructions.about.hint": "مثلًا: عملك، ومكان إقامتك، وما تحبه.",
  "instructions.style": (app: string) => `كيف ينبغي أن يرد ${app}؟`,
  "instructions.style.hint": "مثلًا: بإيجاز، بأسلوب رسمي، مع ذكر المصادر.",
  "instructions.on": "استخدام هذه التعليمات",
  "instructions.save": "حفظ",
  "instructions.saved": "تم الحفظ.",
  "memory.title": "الذاكرة",
  "memory.intro":
    "تحصل النماذج على هذه المعلومات في كل محادثاتك. أنت وحدك من يضيف إليها: لا تستطيع النماذج ذلك، ولا يراها المسؤولون.",
  "memory.on": "استخدام الذاكرة",
  "memory.none": "لا شيء محفوظ بعد.",
  "memory.add": "تذكّر",
  "memory.add.label": "ما الذي ينبغي تذكّره عنك؟",
  "memory.edit": (value) => `تعديل «${value}»`,
  "memory.edit.label": "ما الذي ينبغي تذكّره؟",
  "memory.delete": (value) => `حذف «${value}»`,
  "memory.deleteAll": "حذف الكل",
  "memory.deleteAll.title": "حذف الذاكرة بالكامل؟",
  "memory.deleteAll.text": "سيُحذف نهائيًا كل ما هو محفوظ عنك.",
  "memory.cancel": "إلغاء",
  "memory.empty": "مطلوب.",
  "memory.full": "الذاكرة ممتلئة. احذف شيئًا أولًا.",
};
