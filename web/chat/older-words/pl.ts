import type { Translation } from "../../i18n/page-words.ts";
import type { OlderWords } from "./en.ts";

export const pl: Translation<OlderWords> = {
  "thread.older": "Wczytaj starsze wiadomości",
  "thread.older.loading": "Wczytywanie starszych wiadomości…",
  "thread.older.failed": "Nie udało się wczytać starszych wiadomości.",
};
