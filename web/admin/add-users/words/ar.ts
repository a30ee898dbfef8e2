import type { Translation } from "../../../i18n/page-words.ts";
import type { AddUsersWords } from "./en.ts";

export const ar: Translation<AddUsersWords> = {
  title: "إضافة مستخدمين",
  "intro.mail": "يتلقى كل شخص رسالة بريد فيها رابط لاختيار كلمة مرور.",
  "intro.link": "لا يرسل هذا الخادم بريدًا: تحصل لكل شخص على رابط يختار به كلمة مرور.",
  "one.title": "شخص واحد",
  "one.admin": "مسؤول",
  "one.submit": "إنشاء الحساب",
  "list.title": "عدة أشخاص (CSV)",
  "list.intro":
    "اختر ملفًا فيه شخص واحد في كل سطر. العمود role اختياري. تبقى العناوين التي لها حساب كما هي.",
  "list.file": "الملف",
  "list.found": (count) => `العناوين الموجودة: ${count}`,
  "list.wrong": (lines) => `أسطر لا يمكن استخدامها: ${lines}`,
  "list.cut": "الملف طويل جدًا. قُرئت بدايته فقط.",
  "list.submit": "إنشاء الحسابات",
  "done.title": "النتيجة",
  "done.created": (count) => `الحسابات المنشأة: ${count}`,
  "done.exist": (count) => `لديهم حساب بالفعل: ${count}`,
  "done.invalid": (count) => `ليست عناوين بريد إلكتروني: ${count}`,
  "done.link": (email) =>
    `أعطِ هذا الرابط إلى ${email}. يعمل مرة واحدة خلال سبعة أيام ولن يظهر مرة أخرى.`,
  "done.links": "احفظ الروابط الآن: لن تظهر مرة أخرى. يعمل كل منها مرة واحدة خلال سبعة أيام.",
  "done.save": "حفظ الروابط (CSV)",
  back: "العودة إلى المستخدمين",
};
