import type { Translation } from "../../i18n/page-words.ts";
import type { ReplyWords } from "./en.ts";

export const ar: Translation<ReplyWords> = {
  "chat.thinking": (time) => `جارٍ التفكير… ${time}`,
  "chat.thoughtFor": (time) => `فكّر لمدة ${time}`,
  "chat.thoughts": "الأفكار",
  "chat.stopped": "متوقف",
  "chat.cutOff": "قُطع عند الحد الأقصى للطول.",
  "chat.filtered": "أوقفه مرشّح المحتوى لدى المزوّد.",
  "chat.thoughtOut": "نفدت رموز النموذج أثناء التفكير. اسمح بردود أطول أو اطلب أقل.",
  "chat.interrupted": "انقطع الرد.",
  "chat.continue": "متابعة",
};
