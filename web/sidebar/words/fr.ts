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
  "thread.archived": (count) =>
    count === 1 ? "Conversation archivée." : `${count} conversations archivées.`,
  "thread.select": "Sélectionner",
  "selection.label": "Conversations sélectionnées",
  "selection.count": (count) => (count === 1 ? "1 sélectionnée" : `${count} sélectionnées`),
  "selection.end": "Terminer la sélection",
  "trash.moved": (count) =>
    count === 1
      ? "Conversation placée dans la corbeille."
      : `${count} conversations placées dans la corbeille.`,
  "trash.list": "Corbeille",
  "thread.undo": "Annuler",
  "thread.failed": "Impossible de déplacer la conversation.",
  "thread.share": "Partager",
  "list.label": "Trier et filtrer les conversations",
  "list.sort": "Trier par",
  "list.sort.recent": "Activité récente",
  "list.sort.created": "Date de création",
  "list.sort.title": "Titre",
  "list.show": "Afficher",
  "list.show.all": "Toutes les conversations",
  "list.show.unread": "Non lues",
  "list.noUnread": "Aucune conversation non lue.",
  "thread.move": "Déplacer vers un projet…",
  "thread.tags": "Étiquettes…",
  "thread.export": "Exporter",
};
