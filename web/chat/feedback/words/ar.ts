import type { Translation } from "../../../i18n/page-words.ts";
import type { FeedbackWords } from "./en.ts";

export const ar: Translation<FeedbackWords> = {
  "feedback.add": "إضافة تعليق",
  "feedback.edit": "تعديل تعليقك",
  "feedback.good": "ما الذي أعجبك؟ (اختياري)",
  "feedback.bad": "ما الخطأ فيها؟ (اختياري)",
  "feedback.send": "إرسال",
  "feedback.hint": "يمكن للقائمين على هذا الخادم قراءة تعليقك.",
};
