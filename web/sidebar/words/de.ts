import type { Translation } from "../../i18n/page-words.ts";
import type { MenuWords } from "./en.ts";

export const de: Translation<MenuWords> = {
  "settings.label": "Einstellungen",
  "sidebar.width": "Breite der Seitenleiste",
  "sidebar.actions": (title) => `Aktionen für „${title}“`,
  "rename.action": "Umbenennen",
  "thread.pin": "Anpinnen",
  "thread.unpin": "Lösen",
  "thread.archive": "Archivieren",
  "thread.archive.list": "Archivierte Chats",
  "thread.archived": (count) => (count === 1 ? "Chat archiviert." : `${count} Chats archiviert.`),
  "thread.select": "Auswählen",
  "selection.label": "Ausgewählte Chats",
  "selection.count": (count) => `${count} ausgewählt`,
  "selection.end": "Auswahl beenden",
  "trash.moved": (count) =>
    count === 1
      ? "Chat in den Papierkorb verschoben."
      : `${count} Chats in den Papierkorb verschoben.`,
  "trash.list": "Papierkorb",
  "thread.undo": "Rückgängig",
  "thread.failed": "Der Chat konnte nicht verschoben werden.",
  "thread.share": "Teilen",
  "list.label": "Chats sortieren und filtern",
  "list.sort": "Sortieren nach",
  "list.sort.recent": "Letzter Aktivität",
  "list.sort.created": "Erstellungsdatum",
  "list.sort.title": "Titel",
  "list.show": "Anzeigen",
  "list.show.all": "Alle Chats",
  "list.show.unread": "Ungelesene",
  "list.noUnread": "Keine ungelesenen Chats.",
  "thread.move": "In Projekt verschieben …",
  "thread.tags": "Tags …",
  "thread.export": "Exportieren",
};
