import type { Translation } from "../../i18n/page-words.ts";
import type { ArchiveWords } from "./en.ts";

export const pl: Translation<ArchiveWords> = {
  "archive.title": "Zarchiwizowane czaty",
  "archive.empty": "Brak zarchiwizowanych czatów.",
  "archive.loading": "Wczytywanie czatów…",
  "archive.failed": "Nie udało się wczytać Twoich czatów.",
  "archive.more": "Pokaż starsze czaty",
  "archive.back": "Przywróć",
  "archive.backOf": (title) => `Przywróć „${title}”`,
  "archive.notBack": "Nie udało się przenieść czatu.",
};
