import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const ar: Translation<MoreWords> = {
  "more.menu": "إجراءات أخرى",
  "more.fork": "محادثة جديدة من هنا",
  "more.remove.pair": "حذف الرسالة والرد",
  "more.remove.version": "حذف هذه النسخة",
  "more.source": (title: string) => `منسوخة من «${title}»`,
  "more.source.other": "منسوخة من محادثة أخرى",
};
