import type { Translation } from "../../i18n/page-words.ts";
import type { MarkdownWords } from "./en.ts";

export const pl: Translation<MarkdownWords> = {
  "markdown.code": "Kod",
  "markdown.copy": "Kopiuj kod",
  "markdown.copied": "Skopiowano",
  "markdown.copyFailed": "Nie udało się skopiować",
  "markdown.preview": "Podgląd",
  "markdown.wrap": "Zawijaj wiersze",
  "markdown.more": (lines) => `Pokaż wszystkie wiersze (${lines})`,
  "markdown.less": "Pokaż mniej wierszy",
  "markdown.table": "Tabela",
  "markdown.csv": "Kopiuj jako CSV",
  "markdown.formula": "Wzór",
};
