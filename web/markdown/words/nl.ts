import type { Translation } from "../../i18n/page-words.ts";
import type { MarkdownWords } from "./en.ts";

export const nl: Translation<MarkdownWords> = {
  "markdown.code": "Code",
  "markdown.copy": "Code kopiëren",
  "markdown.copied": "Gekopieerd",
  "markdown.copyFailed": "Kopiëren mislukt",
  "markdown.preview": "Voorbeeld",
  "markdown.wrap": "Regels afbreken",
  "markdown.more": (lines) => `Alle ${lines} regels tonen`,
  "markdown.less": "Minder regels tonen",
  "markdown.table": "Tabel",
  "markdown.csv": "Als CSV kopiëren",
  "markdown.formula": "Formule",
};
