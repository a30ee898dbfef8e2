import type { Translation } from "../../i18n/page-words.ts";
import type { SearchWords } from "./en.ts";

export const ar: Translation<SearchWords> = {
  "search.title": "بحث",
  "search.placeholder": "ابحث في المحادثات والأوامر",
  "search.results": "النتائج",
  "search.recent": "المحادثات الأخيرة",
  "search.chats": "المحادثات",
  "search.messages": "الرسائل",
  "search.commands": "الأوامر",
  "search.archive": "المحادثات المؤرشفة",
  "search.trash": "سلة المهملات",
  "search.you": "أنت",
  "search.reply": "رد",
  "search.searching": "جارٍ البحث…",
  "search.older": "جارٍ البحث في الرسائل الأقدم…",
  "search.none": "لم يُعثر على شيء.",
  "search.found": (count, hasMore) => (hasMore ? `النتائج حتى الآن: ${count}` : `النتائج: ${count}`),
  "search.failed": "تعذّر البحث في محادثاتك.",
  "search.gone": "لم تعد هذه الرسالة موجودة.",
  "search.hint": "عوامل التصفية",
};
