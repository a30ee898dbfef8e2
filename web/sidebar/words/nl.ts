import type { Translation } from "../../i18n/page-words.ts";
import type { MenuWords } from "./en.ts";

export const nl: Translation<MenuWords> = {
  "settings.label": "Instellingen",
  "sidebar.width": "Breedte van de zijbalk",
  "sidebar.actions": (title) => `Acties voor ‘${title}’`,
  "rename.action": "Naam wijzigen",
  "thread.pin": "Vastzetten",
  "thread.unpin": "Losmaken",
  "thread.archive": "Archiveren",
  "thread.archive.list": "Gearchiveerde chats",
  "thread.archived": (count) =>
    count === 1 ? "Chat gearchiveerd." : `${count} chats gearchiveerd.`,
  "thread.select": "Selecteren",
  "selection.label": "Geselecteerde chats",
  "selection.count": (count) => `${count} geselecteerd`,
  "selection.end": "Selecteren beëindigen",
  "trash.moved": (count) =>
    count === 1
      ? "Chat naar de prullenbak verplaatst."
      : `${count} chats naar de prullenbak verplaatst.`,
  "trash.list": "Prullenbak",
  "thread.undo": "Ongedaan maken",
  "thread.failed": "De chat kan niet worden verplaatst.",
  "thread.share": "Delen",
  "list.label": "Chats sorteren en filteren",
  "list.sort": "Sorteren op",
  "list.sort.recent": "Recente activiteit",
  "list.sort.created": "Aanmaakdatum",
  "list.sort.title": "Titel",
  "list.show": "Tonen",
  "list.show.all": "Alle chats",
  "list.show.unread": "Ongelezen",
  "list.noUnread": "Geen ongelezen chats.",
  "thread.move": "Naar project verplaatsen…",
  "thread.tags": "Labels…",
  "thread.export": "Exporteren",
};
