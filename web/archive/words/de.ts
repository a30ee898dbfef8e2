import type { Translation } from "../../i18n/page-words.ts";
import type { ArchiveWords } from "./en.ts";

export const de: Translation<ArchiveWords> = {
  "archive.title": "Archivierte Chats",
  "archive.empty": "Keine archivierten Chats.",
  "archive.loading": "Chats werden geladen …",
  "archive.failed": "Deine Chats konnten nicht geladen werden.",
  "archive.more": "Ältere Chats anzeigen",
  "archive.back": "Wiederherstellen",
  "archive.backOf": (title) => `„${title}“ wiederherstellen`,
  "archive.notBack": "Der Chat konnte nicht verschoben werden.",
};
