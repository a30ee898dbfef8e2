import type { TagWords } from "./en.ts";

/** The same in French. */
export const fr: TagWords = {
  title: "Étiquettes",
  intro: (title) => `Étiquettes de « ${title} »`,
  add: "Ajouter une étiquette",
  "add.action": "Ajouter",
  remove: (tag) => `Retirer l’étiquette ${tag}`,
  known: "Vos étiquettes",
  "known.add": (tag) => `Ajouter l’étiquette ${tag}`,
  full: (count) => `Une conversation peut avoir jusqu’à ${count} étiquettes.`,
  failed: "Impossible d’enregistrer les étiquettes.",
  edit: (tags) => `Étiquettes : ${tags}. Modifier`,
  filter: "Filtrer par étiquette",
  "filter.chosen": (tag) => `Filtrer par étiquette : ${tag}`,
  all: "Toutes les conversations",
  shown: (tag) => `Conversations avec l’étiquette ${tag}`,
  none: "Aucune conversation avec cette étiquette.",
  loading: "Chargement des conversations…",
  "list.failed": "Impossible de charger les conversations.",
  more: "Afficher les conversations plus anciennes",
};
