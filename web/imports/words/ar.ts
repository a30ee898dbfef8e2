import type { Translation } from "../../i18n/page-words.ts";
import type { ImportWords } from "./en.ts";

export const ar: Translation<ImportWords> = {
  "import.title": "استيراد المحادثات",
  "import.intro":
    "من ChatGPT أو Claude أو LibreChat أو Open WebUI أو HuggingChat أو ChatKit: ملف ZIP أو JSON الذي تصدّره. تُتخطى المحادثات التي استوردتها من قبل.",
  "import.choose": "اختيار ملف",
  "import.drop": "أو أفلته هنا",
  "import.uploading": (value) => `جارٍ الرفع… ${value}`,
  "import.queued": "في انتظار البدء…",
  "import.running": (value) => `جارٍ الاستيراد… المحادثات حتى الآن: ${value}`,
  "import.done": "اكتمل الاستيراد.",
  "import.cancelled": "أُلغي الاستيراد. تبقى المحادثات التي استُوردت.",
  "import.failed.not_an_export":
    "هذا الملف ليس تصديرًا يمكن قراءته. اختر ملف ZIP أو JSON كما نزّلته.",
  "import.failed.damaged": "الملف تالف أو غير مكتمل. استُوردت المحادثات التي تسبق التلف.",
  "import.failed.too_complex": "الملف أكبر من أن يُقرأ. استُوردت المحادثات التي تسبق ذلك.",
  "import.failed.failed": "حدث خطأ ما في الخادم. يمكنك استيراد الملف مرة أخرى.",
  "import.cancel": "إلغاء",
  "import.counts": (first, second, third) =>
    `المستورد: ${first} · الموجود من قبل: ${second} · المستبعد: ${third}`,
  "import.report": "عرض كل المحادثات",
  "import.report.hide": "إخفاء المحادثات",
  "import.more": "عرض المزيد",
  "import.untitled": "محادثة بلا عنوان",
  "import.outcome.imported": "مستوردة",
  "import.outcome.known": "موجودة من قبل",
  "import.outcome.unreadable": "مستبعدة",
  "import.problem.no_messages": "لا تحتوي على رسائل",
  "import.problem.not_a_chat": "ليست محادثة يمكن قراءتها",
  "import.problem.too_large": "طويلة جدًا",
  "import.problem.temporary": "كانت محادثة مؤقتة",
  "import.problem.trashed": "كانت في سلة المهملات",
  "import.problem.files_missing": "بعض الملفات غير موجودة في التصدير",
  "import.problem.files_unusable": "تعذّرت قراءة بعض الملفات",
  "import.problem.storage_full": "لا تتسع مساحتك لبعض الملفات",
  "import.busy": "لم تنتهِ عملية استيراد أخرى بعد.",
  "import.tooLarge": "حجم الملف أكبر من 1 غيغابايت.",
  "import.empty": "الملف فارغ.",
  "import.earlier": "عمليات استيراد سابقة",
};
