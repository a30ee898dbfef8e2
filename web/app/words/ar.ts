import { pluralsOf } from "../../../shared/plural.ts";
import type { Translation } from "../../i18n/page-words.ts";
import type { AppWords } from "./en.ts";

const plural = pluralsOf("ar");

export const ar: Translation<AppWords> = {
  "rename.title": "إعادة تسمية المحادثة",
  "rename.label": "العنوان",
  "rename.save": "حفظ",
  "delete.title": (count) =>
    plural(count, {
      zero: "حذف المحادثات؟",
      one: "حذف هذه المحادثة؟",
      two: "حذف محادثتين؟",
      few: `حذف ${count} محادثات؟`,
      many: `حذف ${count} محادثة؟`,
      other: `حذف ${count} محادثة؟`,
    }),
  "delete.many": (count) => `عدد المحادثات التي ستُحذف نهائيًا مع جميع رسائلها: ${count}.`,
  "delete.text": (title) => `ستُحذف «${title}» وجميع رسائلها نهائيًا.`,
  "shortcuts.title": "اختصارات لوحة المفاتيح",
  "shortcuts.send": "إرسال الرسالة",
  "shortcuts.newline": "سطر جديد",
  "shortcuts.edit": "تعديل آخر رسالة (في حقل فارغ)",
  "shortcuts.commands": "المطالبات والأوامر (في حقل فارغ)",
  "shortcuts.mention": "سؤال مساعد أو نموذج آخر",
  "shortcuts.newChat": "محادثة جديدة",
  "shortcuts.focus": "الانتقال إلى حقل الرسالة",
  "shortcuts.stop": "إيقاف الرد",
  "shortcuts.search": "بحث",
  "shortcuts.rename": "إعادة تسمية المحادثة (في القائمة)",
  "shortcuts.delete": "حذف المحادثة (في القائمة)",
  "shortcuts.sidebar": "فتح الشريط الجانبي أو إغلاقه",
  "shortcuts.list": "عرض الاختصارات",
  "connect.title": "توصيل نموذج",
  "connect.intro": "إلى أن توصّل نموذجًا، يجيب نموذج مدمج صغير. يعمل دون اتصال ومعرفته محدودة.",
  "connect.guest": "يوصّل المسؤولون النماذج هنا في التطبيق. يصبح أول حساب على هذا الخادم مسؤولًا عنه.",
  "connect.register": "إنشاء حساب",
  "connect.signIn": "تسجيل الدخول",
  "connect.person": "يوصّل المسؤولون النماذج هنا في التطبيق. اسأل أحد مسؤولي هذا الخادم.",
  "connect.settings": "من خلال إعدادات الخادم",
  "connect.step.key": "عيّن مفتاح API لأي خدمة متوافقة مع OpenAI:",
  "connect.step.url": "لخدمة أخرى أو لنموذج على جهازك، عيّن عنوانها أيضًا:",
  "connect.step.restart": "أعد تشغيل الخادم. سيختفي هذا الإشعار.",
  "connect.back": "العودة إلى المحادثة",
};
