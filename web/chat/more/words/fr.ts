import type { MoreWords } from "./en.ts";

export const fr: MoreWords = {
  "more.menu": "Plus d’actions",
  "more.fork": "Nouvelle conversation à partir d’ici",
  "more.remove.pair": "Supprimer le message et sa réponse",
  "more.remove.version": "Supprimer cette version",
  "more.fork.failed": "Impossible de copier la conversation.",
  "more.removed": "Message supprimé.",
  "more.restore": "Annuler",
  "more.remove.failed": "Impossible de supprimer le message.",
  "more.remove.busy":
    "Vous pourrez le supprimer quand plus aucune réponse ne sera en cours en dessous.",
  "more.restore.failed": "Impossible de rétablir le message.",
  "more.source": (title: string) => `Copie de « ${title} »`,
  "more.source.other": "Copie d’une autre conversation",
};
