import type { Translation } from "../../i18n/page-words.ts";
import type { LiveWords } from "./en.ts";

export const ar: Translation<LiveWords> = {
  "live.started": "المساعد يكتب.",
  "live.progress": (words) => `ما زال يكتب، عدد الكلمات: ${words}.`,
  "live.completed": (words) => `اكتمل الرد، عدد الكلمات: ${words}.`,
  "live.stopped": "أُوقف الرد.",
  "live.cutOff": "قُطع الرد عند الحد الأقصى للطول.",
  "live.filtered": "أوقف مرشّح المحتوى لدى المزوّد الرد.",
  "live.interrupted": "انقطع الرد.",
  "live.failed": "فشل الرد.",
};
