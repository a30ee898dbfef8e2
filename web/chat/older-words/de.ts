import type { Translation } from "../../i18n/page-words.ts";
import type { OlderWords } from "./en.ts";

export const de: Translation<OlderWords> = {
  "thread.older": "Ältere Nachrichten laden",
  "thread.older.loading": "Ältere Nachrichten werden geladen …",
  "thread.older.failed": "Ältere Nachrichten konnten nicht geladen werden.",
};
