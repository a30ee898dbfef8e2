import type { Translation } from "../../i18n/page-words.ts";
import type { TrashWords } from "./en.ts";

export const de: Translation<TrashWords> = {
  "trash.title": "Papierkorb",
  "trash.kept": (days) =>
    days === 1
      ? "Chats werden hier nach einem Tag endgültig gelöscht."
      : `Chats werden hier nach ${days} Tagen endgültig gelöscht.`,
  "trash.none": "Der Papierkorb ist leer.",
  "trash.loading": "Chats werden geladen …",
  "trash.failed": "Der Papierkorb konnte nicht geladen werden.",
  "trash.more": "Ältere Chats anzeigen",
  "trash.restore": "Wiederherstellen",
  "trash.restoreOf": (title) => `„${title}“ wiederherstellen`,
  "trash.delete": "Endgültig löschen",
  "trash.deleteOf": (title) => `„${title}“ endgültig löschen`,
  "trash.delete.title": "Diesen Chat endgültig löschen?",
  "trash.delete.text": (title) =>
    `„${title}“ mit Nachrichten und Dateien kann nicht wiederhergestellt werden.`,
  "trash.empty": "Papierkorb leeren",
  "trash.empty.title": "Papierkorb leeren?",
  "trash.empty.text": "Alle Chats im Papierkorb werden endgültig gelöscht.",
  "trash.unchanged": "Der Papierkorb konnte nicht geändert werden.",
};
