import type { Translation } from "../../i18n/page-words.ts";
import type { MarkdownWords } from "./en.ts";

export const de: Translation<MarkdownWords> = {
  "markdown.code": "Code",
  "markdown.copy": "Code kopieren",
  "markdown.copied": "Kopiert",
  "markdown.copyFailed": "Kopieren fehlgeschlagen",
  "markdown.preview": "Vorschau",
  "markdown.wrap": "Zeilen umbrechen",
  "markdown.more": (lines) => `Alle ${lines} Zeilen anzeigen`,
  "markdown.less": "Weniger Zeilen anzeigen",
  "markdown.table": "Tabelle",
  "markdown.csv": "Als CSV kopieren",
  "markdown.formula": "Formel",
};
