import type { ArchiveWords } from "./en.ts";

export const fr: ArchiveWords = {
  "archive.title": "Conversations archivées",
  "archive.empty": "Aucune conversation archivée.",
  "archive.loading": "Chargement des conversations…",
  "archive.failed": "Impossible de charger vos conversations.",
  "archive.more": "Afficher les conversations plus anciennes",
  "archive.back": "Désarchiver",
  "archive.backOf": (title) => `Désarchiver « ${title} »`,
  "archive.notBack": "Impossible de déplacer la conversation.",
};
