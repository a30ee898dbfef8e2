import type { MarkdownWords } from "./en.ts";

export const fr: MarkdownWords = {
  "markdown.code": "Code",
  "markdown.copy": "Copier le code",
  "markdown.copied": "Copié",
  "markdown.copyFailed": "Copie impossible",
  "markdown.preview": "Aperçu",
  "markdown.wrap": "Renvoyer à la ligne",
  "markdown.more": (lines) => `Afficher les ${lines} lignes`,
  "markdown.less": "Afficher moins de lignes",
  "markdown.table": "Tableau",
  "markdown.csv": "Copier en CSV",
  "markdown.formula": "Formule",
};
