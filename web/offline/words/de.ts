import type { Translation } from "../../i18n/page-words.ts";
import type { OfflineWords } from "./en.ts";

export const de: Translation<OfflineWords> = {
  "offline.saved":
    "Diese Chats sind auf diesem Gerät gespeichert und möglicherweise nicht aktuell.",
  "offline.notKept": "Dieser Chat ist nicht auf diesem Gerät gespeichert",
  "offline.notKept.hint": "Er öffnet sich, sobald du wieder online bist.",
  "update.ready": "Eine neue Version ist bereit.",
};
