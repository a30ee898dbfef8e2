import type { Translation } from "../page-words.ts";
import type { FailureWords } from "./en.ts";

export const ar: Translation<FailureWords> = {
  retryIn: (time) => `يمكنك إعادة المحاولة خلال ${time}.`,
  provider_auth: "رفض خادم النماذج مفتاح API الخاص بهذا الخادم.",
  provider_unknown_model: "النموذج المضبوط غير موجود على خادم النماذج.",
  provider_removed: "أُزيل اتصال هذا النموذج.",
  model_unavailable: "لا يمكنك استخدام هذا النموذج. اختر نموذجًا أو مساعدًا آخر.",
  provider_wrong_address: "لا توجد واجهة API للمحادثة على عنوان خادم النماذج.",
  message_too_long: "هذه الرسالة أطول مما يقبله النموذج. اختصرها أو أرفق ملفات أقل.",
  provider_rate_limited: "النموذج مشغول حاليًا.",
  provider_rejected: "رفض خادم النماذج هذا الطلب. ربما يكون طويلًا جدًا أو مخالفًا لقواعده.",
  provider_unreachable: "تعذّر الوصول إلى خادم النماذج.",
  provider_unavailable: "حدث خطأ في خادم النماذج.",
  provider_timeout: "استغرق خادم النماذج وقتًا طويلًا في الرد.",
  provider_cut: "انقطع الاتصال بخادم النماذج قبل اكتمال الرد.",
  provider_nonsense: "أرسل خادم النماذج ردًّا غير مقروء.",
  too_complex: "يحتاج النموذج المدمج إلى وقت أو ذاكرة أكثر مما يُسمح به لرد واحد.",
  workers_lost: "تعطّل الخادم الذي يكتب هذا الرد مرتين. تم الاحتفاظ بالنص المكتوب حتى الآن.",
  internal: "حدث خطأ ما في هذا الخادم.",
};
