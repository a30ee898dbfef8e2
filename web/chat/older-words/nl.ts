import type { Translation } from "../../i18n/page-words.ts";
import type { OlderWords } from "./en.ts";

export const nl: Translation<OlderWords> = {
  "thread.older": "Oudere berichten laden",
  "thread.older.loading": "Oudere berichten laden…",
  "thread.older.failed": "Oudere berichten kunnen niet worden geladen.",
};
