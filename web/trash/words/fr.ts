import type { TrashWords } from "./en.ts";

export const fr: TrashWords = {
  "trash.title": "Corbeille",
  "trash.kept": (days) =>
    days === 1
      ? "Les conversations sont supprimées définitivement au bout d’un jour."
      : `Les conversations sont supprimées définitivement au bout de ${days} jours.`,
  "trash.none": "La corbeille est vide.",
  "trash.loading": "Chargement des conversations…",
  "trash.failed": "Impossible de charger la corbeille.",
  "trash.more": "Afficher des conversations plus anciennes",
  "trash.restore": "Restaurer",
  "trash.restoreOf": (title) => `Restaurer « ${title} »`,
  "trash.delete": "Supprimer définitivement",
  "trash.deleteOf": (title) => `Supprimer définitivement « ${title} »`,
  "trash.delete.title": "Supprimer définitivement cette conversation ?",
  "trash.delete.text": (title) =>
    `« ${title} », ses messages et ses fichiers ne pourront pas être restaurés.`,
  "trash.empty": "Vider la corbeille",
  "trash.empty.title": "Vider la corbeille ?",
  "trash.empty.text": "Toutes les conversations de la corbeille seront supprimées définitivement.",
  "trash.unchanged": "Impossible de modifier la corbeille.",
};
