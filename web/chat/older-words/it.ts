import type { Translation } from "../../i18n/page-words.ts";
import type { OlderWords } from "./en.ts";

export const it: Translation<OlderWords> = {
  "thread.older": "Carica messaggi meno recenti",
  "thread.older.loading": "Caricamento dei messaggi meno recenti…",
  "thread.older.failed": "Impossibile caricare i messaggi meno recenti.",
};
