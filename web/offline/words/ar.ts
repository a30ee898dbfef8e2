import type { Translation } from "../../i18n/page-words.ts";
import type { OfflineWords } from "./en.ts";

export const ar: Translation<OfflineWords> = {
  "offline.saved": "هذه المحادثات محفوظة على هذا الجهاز وقد لا تكون محدّثة.",
  "offline.notKept": "هذه المحادثة غير محفوظة على هذا الجهاز",
  "offline.notKept.hint": "ستُفتح عند عودة الاتصال.",
  "update.ready": "إصدار جديد جاهز.",
};
