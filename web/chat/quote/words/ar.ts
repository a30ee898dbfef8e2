import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const ar: Translation<QuoteWords> = {
  quote: "اقتباس",
  remember: "تذكّر",
  remembered: "أُضيف إلى ذاكرتك.",
  rememberedOff: "أُضيف إلى ذاكرتك، وهي متوقفة.",
  undo: "تراجع",
  full: "ذاكرتك ممتلئة. احذف شيئًا في الإعدادات أولًا.",
};
