import { pluralsOf } from "../../../shared/plural.ts";
import type { Translation } from "../../i18n/page-words.ts";
import type { TrashWords } from "./en.ts";

const plural = pluralsOf("ar");

export const ar: Translation<TrashWords> = {
  "trash.title": "سلة المهملات",
  "trash.kept": (days) =>
    plural(days, {
      zero: "تُحذف المحادثات هنا نهائيًا فورًا.",
      one: "تُحذف المحادثات هنا نهائيًا بعد يوم واحد.",
      two: "تُحذف المحادثات هنا نهائيًا بعد يومين.",
      few: `تُحذف المحادثات هنا نهائيًا بعد ${days} أيام.`,
      many: `تُحذف المحادثات هنا نهائيًا بعد ${days} يومًا.`,
      other: `تُحذف المحادثات هنا نهائيًا بعد ${days} يوم.`,
    }),
  "trash.none": "سلة المهملات فارغة.",
  "trash.loading": "جارٍ تحميل المحادثات…",
  "trash.failed": "تعذّر تحميل سلة المهملات.",
  "trash.more": "عرض المحادثات الأقدم",
  "trash.restore": "استعادة",
  "trash.restoreOf": (title) => `استعادة «${title}»`,
  "trash.delete": "حذف نهائي",
  "trash.deleteOf": (title) => `حذف «${title}» نهائيًا`,
  "trash.delete.title": "حذف هذه المحادثة نهائيًا؟",
  "trash.delete.text": (title) => `لا يمكن استعادة «${title}» ورسائلها وملفاتها.`,
  "trash.empty": "إفراغ السلة",
  "trash.empty.title": "إفراغ سلة المهملات؟",
  "trash.empty.text": "ستُحذف جميع المحادثات في سلة المهملات نهائيًا.",
  "trash.unchanged": "تعذّر تغيير سلة المهملات.",
};
