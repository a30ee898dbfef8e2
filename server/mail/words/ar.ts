import type { MailWords } from "./mail-words.ts";

const minutes = "يعمل الرابط مرة واحدة وتنتهي صلاحيته بعد عشر دقائق.";
const ignore = "إذا لم تكن أنت، فتجاهل هذه الرسالة.";
const settings = "تتلقى هذه الرسالة بسبب إعدادات بريدك الإلكتروني.";

export const ar: MailWords = {
  plainLink: "أو افتح هذا العنوان:",
  footer: (origin, app) => `أرسلها ${app} من ${origin}.`,
  welcome: ({ app }) => ({
    subject: `مرحبًا بك في ${app}`,
    before: ["تم تأكيد عنوانك وأصبح حسابك جاهزًا. محادثاتك محفوظة في حسابك."],
    action: `فتح ${app}`,
  }),
  verifyEmail: () => ({
    subject: "أكّد عنوان بريدك الإلكتروني",
    before: ["سجّل شخص ما بهذا العنوان، ونأمل أنه أنت. يُرجى تأكيد أنه عنوانك."],
    action: "تأكيد العنوان",
    after: [minutes, ignore],
  }),
  resetPassword: () => ({
    subject: "اختر كلمة مرور جديدة",
    before: ["طلب شخص ما إعادة تعيين كلمة مرور الحساب المرتبط بهذا العنوان."],
    action: "اختيار كلمة مرور جديدة",
    after: [minutes, `${ignore} تبقى كلمة مرورك كما هي.`],
  }),
  accountCreated: () => ({
    subject: "تم إنشاء حساب لك",
    before: ["أنشأ مسؤول هذا الخادم حسابًا بعنوان بريدك الإلكتروني. اختر كلمة مرور لاستخدامه."],
    action: "اختيار كلمة مرور",
    after: [
      "يعمل الرابط مرة واحدة وينتهي بعد سبعة أيام. بعد ذلك استخدم «هل نسيت كلمة المرور؟» في صفحة تسجيل الدخول.",
    ],
  }),
  changeEmail: () => ({
    subject: "أكّد عنوان بريدك الإلكتروني الجديد",
    before: ["طلبت استخدام هذا العنوان لحسابك. يُرجى تأكيد أنه عنوانك."],
    action: "تأكيد العنوان الجديد",
    after: [minutes, ignore],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "تم تغيير عنوان البريد الإلكتروني لحسابك",
    before: [`يستخدم حسابك الآن العنوان ${newEmail}.`],
    after: ["إذا لم تكن أنت، فاتصل بمسؤول الخادم فورًا."],
  }),
  passwordChanged: () => ({
    subject: "تم تغيير كلمة مرورك",
    before: ["تم تغيير كلمة مرور حسابك وسُجّل خروج جميع الأجهزة الأخرى."],
    action: "لم أكن أنا",
  }),
  identityConnected: ({ provider }) => ({
    subject: `أصبح تسجيل الدخول عبر ${provider} ممكنًا`,
    before: [`يمكن الآن تسجيل الدخول إلى حسابك عبر ${provider}.`],
    action: "لم أكن أنا",
  }),
  alreadyRegistered: () => ({
    subject: "لديك حساب بالفعل",
    before: ["حاول شخص ما التسجيل بهذا العنوان، ونأمل أنه أنت، لكن له حسابًا بالفعل."],
    action: "تسجيل الدخول",
    after: [ignore],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "تسجيل دخول جديد إلى حسابك",
    before: [
      `سجّل شخص ما الدخول إلى حسابك في ${say(at, timeZone)}.`,
      `الجهاز: ${userAgent ?? "غير معروف"}`,
      `عنوان الشبكة: ${address ?? "غير معروف"}`,
    ],
    action: "مراجعة أجهزتك",
    after: ["إذا لم تكن أنت، فسجّل خروج ذلك الجهاز وغيّر كلمة مرورك."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "تم إنشاء جلسة محادثة",
    before: [`أُنشئت لك جلسة محادثة مع ${workflowName} في ${say(at, timeZone)}.`],
    after: [settings],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "ردّك جاهز" : `ردّك جاهز: ${title}`,
    before: ["اكتمل ردّك أثناء غيابك."],
    action: "قراءة الرد",
    after: [settings],
  }),
  accountDeleted: () => ({
    subject: "تم حذف حسابك",
    before: ["تم حذف حسابك وجميع بياناته كما طلبت. هذه آخر رسالة منّا."],
  }),
};
