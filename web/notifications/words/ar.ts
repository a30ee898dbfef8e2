import type { Translation } from "../../i18n/page-words.ts";
import type { PushWords } from "./en.ts";

export const ar: Translation<PushWords> = {
  "push.title": "الإشعارات الفورية",
  "push.intro": (app: string) => `يصلك إشعار عندما يكون الرد جاهزًا و${app} غير ظاهر على شاشتك.`,
  "push.off": "هذا الخادم لا يرسل إشعارات فورية.",
  "push.unsupported": "هذا المتصفح لا يدعم الإشعارات الفورية.",
  "push.addToHome": (app: string) =>
    `على iPhone أو iPad، أضِف ${app} إلى الشاشة الرئيسية وافتحه منها.`,
  "push.insecure": "تتطلب الإشعارات الفورية اتصالًا آمنًا (HTTPS).",
  "push.denied":
    "يحظر متصفحك الإشعارات من هذا الموقع. اسمح بها في إعدادات الموقع، وتوجد عادةً بجوار العنوان.",
  "push.turnOn": "تشغيل على هذا الجهاز",
  "push.turnOff": "إيقاف على هذا الجهاز",
  "push.isOn": "الإشعارات الفورية مفعّلة على هذا الجهاز.",
  "push.failed": "تعذّر على متصفحك التسجيل في الإشعارات الفورية. تحقّق من الاتصال وأعد المحاولة.",
  "push.test": "إرسال إشعار تجريبي",
  "push.tested": "سيصل إشعار تجريبي خلال ثوانٍ.",
  "push.devices": "أجهزة أخرى",
  "push.lastUsed": (time: string) => `آخر إشعار: ${time}`,
  "push.never": "لا إشعارات بعد",
  "push.remove": "إزالة",
  "push.remove.label": (device: string) => `إزالة ${device}`,
  "push.removed": "أُزيل الجهاز.",
  "push.showText": "عرض النص في الإشعارات",
  "push.showText.hint": "عنوان المحادثة وأولى كلمات الرد. يمكن قراءتها على شاشة مقفلة.",
  "push.quiet": "ساعات الهدوء",
  "push.quiet.from": "من",
  "push.quiet.until": "إلى",
  "push.quiet.hint": (zone: string) => `لا إشعارات خلال هذه الساعات. المنطقة الزمنية: ${zone}`,
  "push.quiet.same": "اختر وقتين مختلفين.",
};
