import type { Locale } from "../../shared/locale.ts";

/** What a notification says when it shows no text of the chat. */
interface PushWords {
  ready: string;
  failed: string;
  /** After "Send a test". */
  test: string;
}

/** The words of notifications, by language. */
export const pushWords: Readonly<Record<Locale, PushWords>> = {
  en: {
    ready: "A reply is ready.",
    failed: "A reply couldn’t be completed.",
    test: "Notifications work on this device.",
  },
  fr: {
    ready: "Une réponse est prête.",
    failed: "Une réponse n’a pas pu être terminée.",
    test: "Les notifications fonctionnent sur cet appareil.",
  },
  es: {
    ready: "Hay una respuesta lista.",
    failed: "No se ha podido completar una respuesta.",
    test: "Las notificaciones funcionan en este dispositivo.",
  },
  de: {
    ready: "Eine Antwort ist fertig.",
    failed: "Eine Antwort konnte nicht abgeschlossen werden.",
    test: "Benachrichtigungen funktionieren auf diesem Gerät.",
  },
  pt: {
    ready: "Uma resposta está pronta.",
    failed: "Não foi possível concluir uma resposta.",
    test: "As notificações funcionam neste dispositivo.",
  },
  it: {
    ready: "Una risposta è pronta.",
    failed: "Non è stato possibile completare una risposta.",
    test: "Le notifiche funzionano su questo dispositivo.",
  },
  nl: {
    ready: "Er staat een antwoord klaar.",
    failed: "Een antwoord kon niet worden voltooid.",
    test: "Meldingen werken op dit apparaat.",
  },
  pl: {
    ready: "Odpowiedź jest gotowa.",
    failed: "Nie udało się dokończyć odpowiedzi.",
    test: "Powiadomienia działają na tym urządzeniu.",
  },
  ja: {
    ready: "回答の準備ができました。",
    failed: "回答を完了できませんでした。",
    test: "このデバイスで通知を受け取れます。",
  },
  zh: {
    ready: "回复已就绪。",
    failed: "有一条回复未能完成。",
    test: "此设备可以正常接收通知。",
  },
  ko: {
    ready: "답변이 준비되었습니다.",
    failed: "답변을 완료하지 못했습니다.",
    test: "이 기기에서 알림이 작동합니다.",
  },
  ar: {
    ready: "الرد جاهز.",
    failed: "تعذّر إكمال الرد.",
    test: "الإشعارات تعمل على هذا الجهاز.",
  },
};
