import type { MoreWords } from "./en.ts";

export const fr: MoreWords = {
  "more.menu": "Plus d’actions",
  "more.fork": "Nouvelle conversation à partir d’ici",
  "more.remove.pair": "Supprimer le message et sa réponse",
  "more.remove.version": "Supprimer cette version",
  "more.source": (title: string) => `Copie de « ${title} »`,
  "more.source.other": "Copie d’une autre conversation",
};
