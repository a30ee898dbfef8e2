import type { MenuWords } from "./en.ts";

export const fr: MenuWords = {
  "settings.label": "Réglages",
  "sidebar.width": "Largeur du panneau latéral",
  "sidebar.actions": (title) => `Actions pour « ${title} »`,
  "rename.action": "Renommer",
  "thread.pin": "Épingler",
  "thread.unpin": "Désépingler",
  "thread.archive": "Archiver",
  "thread.archive.list": "Conversations archivées",
  "thread.archived": "Conversation archivée.",
  "trash.moved": (count) =>
    count === 1
      ? "Conversation placée dans la corbeille."
      : `${count} conversations placées dans la corbeille.`,
  "trash.list": "Corbeille",
  "thread.undo": "Annuler",
  "thread.failed": "Impossible de déplacer la conversation.",
  "thread.share": "Partager",
  "thread.export": "Exporter",
};
