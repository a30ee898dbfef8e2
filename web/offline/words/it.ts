import type { Translation } from "../../i18n/page-words.ts";
import type { OfflineWords } from "./en.ts";

export const it: Translation<OfflineWords> = {
  "offline.saved":
    "Queste chat sono salvate su questo dispositivo e potrebbero non essere aggiornate.",
  "offline.notKept": "Questa chat non è salvata su questo dispositivo",
  "offline.notKept.hint": "Si aprirà quando tornerai online.",
  "update.ready": "È disponibile una nuova versione.",
};
