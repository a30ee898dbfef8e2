import { pluralsOf } from "../../../../../shared/plural.ts";
import type { ShareWords } from "./share-words.ts";

const plural = pluralsOf("ar");

export const ar: ShareWords = {
  untitled: "محادثة مشتركة",
  person: "المستخدم",
  assistant: "المساعد",
  thoughts: "الأفكار",
  messages: (count, written) =>
    plural(count, {
      zero: "لا رسائل",
      one: "رسالة واحدة",
      two: "رسالتان",
      few: `${written} رسائل`,
      many: `${written} رسالة`,
      other: `${written} رسالة`,
    }),
  copiedOn: (day) => `تمت مشاركتها في ${day}`,
  continue: "متابعة هذه المحادثة",
  cut: "تُعرض بداية هذه الرسالة فقط. تابِع المحادثة لقراءتها كاملة.",
  nextPage: "الصفحة التالية",
  previousPage: "الصفحة السابقة",
  note: "نسخة من محادثة مع نموذج ذكاء اصطناعي. قد تكون الردود خاطئة.",
  closed: "محادثة مشتركة",
  password: {
    title: "هذه المحادثة محمية بكلمة مرور",
    label: "كلمة المرور",
    submit: "فتح المحادثة",
    wrong: "كلمة مرور خاطئة.",
    wait: "محاولات كثيرة جدًا. حاول مرة أخرى بعد بضع دقائق.",
  },
  signIn: {
    title: "سجّل الدخول لرؤية هذه المحادثة",
    text: "هذه المحادثة مشتركة مع من لديهم حساب على هذا الخادم.",
    action: "تسجيل الدخول",
  },
  gone: {
    title: "هذا الرابط لا يعمل",
    text: "ربما انتهت صلاحيته أو أُلغي. اطلب رابطًا جديدًا ممن أرسله.",
  },
  tooMany: {
    title: "طلبات كثيرة جدًا",
    text: "حاول مرة أخرى بعد دقيقة.",
  },
};
