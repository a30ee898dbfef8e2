import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const ar: Translation<PersonalWords> = {
  "instructions.title": "تعليمات مخصّصة",
  "instructions.intro":
    "يتّبعها جميع المساعدين في كل محادثاتك، بدءًا من رسالتك التالية. لا يمكن للمسؤولين رؤيتها.",
  "instructions.about": "ما الذي ينبغي أن يعرفه ChatKit عنك؟",
  "instructions.about.hint": "مثلًا: عملك، ومكان إقامتك، وما تحبه.",
  "instructions.style": "كيف ينبغي أن يرد ChatKit؟",
  "instructions.style.hint": "مثلًا: بإيجاز، بأسلوب رسمي، مع ذكر المصادر.",
  "instructions.on": "استخدام هذه التعليمات",
  "instructions.save": "حفظ",
  "instructions.saved": "تم الحفظ.",
};
