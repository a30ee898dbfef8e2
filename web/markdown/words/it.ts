import type { Translation } from "../../i18n/page-words.ts";
import type { MarkdownWords } from "./en.ts";

export const it: Translation<MarkdownWords> = {
  "markdown.code": "Codice",
  "markdown.copy": "Copia codice",
  "markdown.copied": "Copiato",
  "markdown.copyFailed": "Impossibile copiare",
  "markdown.preview": "Anteprima",
  "markdown.wrap": "A capo automatico",
  "markdown.more": (lines) => `Mostra tutte le ${lines} righe`,
  "markdown.less": "Mostra meno righe",
  "markdown.table": "Tabella",
  "markdown.csv": "Copia come CSV",
  "markdown.formula": "Formula",
};
