import { pluralsOf } from "../../../shared/plural.ts";
import type { Translation } from "../../i18n/page-words.ts";
import type { MenuWords } from "./en.ts";

const plural = pluralsOf("ar");

export const ar: Translation<MenuWords> = {
  "settings.label": "الإعدادات",
  "sidebar.width": "عرض الشريط الجانبي",
  "sidebar.actions": (title) => `إجراءات «${title}»`,
  "rename.action": "إعادة تسمية",
  "thread.pin": "تثبيت",
  "thread.unpin": "إلغاء التثبيت",
  "thread.archive": "أرشفة",
  "thread.archive.list": "المحادثات المؤرشفة",
  "thread.archived": (count) =>
    plural(count, {
      zero: "لم تُؤرشف أي محادثة.",
      one: "تمت أرشفة المحادثة.",
      two: "تمت أرشفة محادثتين.",
      few: `تمت أرشفة ${count} محادثات.`,
      many: `تمت أرشفة ${count} محادثة.`,
      other: `تمت أرشفة ${count} محادثة.`,
    }),
  "thread.select": "تحديد",
  "selection.label": "المحادثات المحددة",
  "selection.count": (count) => `المحدد: ${count}`,
  "selection.end": "إنهاء التحديد",
  "trash.moved": (count) =>
    plural(count, {
      zero: "لم تُنقل أي محادثة.",
      one: "نُقلت المحادثة إلى سلة المهملات.",
      two: "نُقلت محادثتان إلى سلة المهملات.",
      few: `نُقلت ${count} محادثات إلى سلة المهملات.`,
      many: `نُقلت ${count} محادثة إلى سلة المهملات.`,
      other: `نُقلت ${count} محادثة إلى سلة المهملات.`,
    }),
  "trash.list": "سلة المهملات",
  "thread.undo": "تراجع",
  "thread.failed": "تعذّر نقل المحادثة.",
  "thread.share": "مشاركة",
  "list.label": "فرز المحادثات وتصفيتها",
  "list.sort": "الفرز حسب",
  "list.sort.recent": "أحدث نشاط",
  "list.sort.created": "تاريخ الإنشاء",
  "list.sort.title": "العنوان",
  "list.show": "عرض",
  "list.show.all": "كل المحادثات",
  "list.show.unread": "غير المقروءة",
  "list.noUnread": "لا توجد محادثات غير مقروءة.",
  "thread.move": "نقل إلى مشروع…",
  "thread.tags": "الوسوم…",
  "thread.export": "تصدير",
};
