import type { ExportWords } from "./en.ts";

export const fr: ExportWords = {
  "export.title": "Exporter la conversation",
  "export.format": "Format",
  "export.markdown": "Markdown",
  "export.markdown.hint": "La conversation telle que vous la voyez, en texte",
  "export.html": "HTML",
  "export.html.hint":
    "Une page qui s’ouvre dans tout navigateur, à lire, imprimer ou enregistrer en PDF",
  "export.json": "JSON",
  "export.json.hint": "Tout, avec toutes les versions de chaque message, pour des programmes",
  "export.thoughts": "Inclure la réflexion",
  "export.save": "Exporter",
  "export.loading": (count) => `Chargement des messages : ${count}…`,
  "export.failed": "Impossible de charger toute la conversation.",
  "export.files": "Fichiers",
  "export.thoughtsOf": "Réflexion",
};
