import type { ThreadWords } from "./en.ts";

export const fr: ThreadWords = {
  "thread.pin": "Épingler",
  "thread.unpin": "Désépingler",
  "thread.archive": "Archiver",
  "thread.archive.list": "Conversations archivées",
  "thread.archived": "Conversation archivée.",
  "thread.undo": "Annuler",
  "thread.failed": "Impossible de déplacer la conversation.",
  "menu.connections": "Connexions",
  "thread.export": "Exporter",
};
