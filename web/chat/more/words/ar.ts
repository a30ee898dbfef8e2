import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const ar: Translation<MoreWords> = {
  "more.menu": "إجراءات أخرى",
  "more.fork": "محادثة جديدة من هنا",
  "more.remove.pair": "حذف الرسالة والرد",
  "more.remove.version": "حذف هذه النسخة",
  "more.fork.failed": "تعذّر نسخ المحادثة.",
  "more.removed": "حُذفت الرسالة.",
  "more.restore": "تراجع",
  "more.remove.failed": "تعذّر حذف الرسالة.",
  "more.remove.busy": "يمكنك حذفها عندما لا يبقى ردّ قيد الكتابة أسفلها.",
  "more.restore.failed": "تعذّرت استعادة الرسالة.",
  "more.source": (title: string) => `منسوخة من «${title}»`,
  "more.source.other": "منسوخة من محادثة أخرى",
};
