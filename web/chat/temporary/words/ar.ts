import type { Translation } from "../../../i18n/page-words.ts";
import type { TemporaryWords } from "./en.ts";

export const ar: Translation<TemporaryWords> = {
  "temporary.title": "محادثة مؤقتة",
  "temporary.keep": "الاحتفاظ بالمحادثة",
  "temporary.kept": "أصبحت المحادثة في قائمتك.",
  "temporary.notKept": "تعذّر الاحتفاظ بالمحادثة.",
  "temporary.export": "تصدير",
};
