import type { Translation } from "../../i18n/page-words.ts";
import type { MenuWords } from "./en.ts";

export const it: Translation<MenuWords> = {
  "settings.label": "Impostazioni",
  "sidebar.width": "Larghezza della barra laterale",
  "sidebar.actions": (title) => `Azioni per “${title}”`,
  "rename.action": "Rinomina",
  "thread.pin": "Metti in evidenza",
  "thread.unpin": "Togli da in evidenza",
  "thread.archive": "Archivia",
  "thread.archive.list": "Chat archiviate",
  "thread.archived": (count) => (count === 1 ? "Chat archiviata." : `${count} chat archiviate.`),
  "thread.select": "Seleziona",
  "selection.label": "Chat selezionate",
  "selection.count": (count) => `Selezionate: ${count}`,
  "selection.end": "Termina selezione",
  "trash.moved": (count) =>
    count === 1 ? "Chat spostata nel cestino." : `${count} chat spostate nel cestino.`,
  "trash.list": "Cestino",
  "thread.undo": "Annulla",
  "thread.failed": "Impossibile spostare la chat.",
  "thread.share": "Condividi",
  "list.label": "Ordina e filtra chat",
  "list.sort": "Ordina per",
  "list.sort.recent": "Attività recente",
  "list.sort.created": "Data di creazione",
  "list.sort.title": "Titolo",
  "list.show": "Mostra",
  "list.show.all": "Tutte le chat",
  "list.show.unread": "Non lette",
  "list.noUnread": "Nessuna chat non letta.",
  "thread.export": "Esporta",
};
