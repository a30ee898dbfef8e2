import type { Translation } from "../../i18n/page-words.ts";
import type { OfflineWords } from "./en.ts";

export const pt: Translation<OfflineWords> = {
  "offline.saved": "Estes chats estão salvos neste dispositivo e podem estar desatualizados.",
  "offline.notKept": "Este chat não está salvo neste dispositivo",
  "offline.notKept.hint": "Ele abrirá quando você voltar a ficar online.",
  "update.ready": "Uma nova versão está disponível.",
};
