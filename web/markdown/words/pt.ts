import type { Translation } from "../../i18n/page-words.ts";
import type { MarkdownWords } from "./en.ts";

export const pt: Translation<MarkdownWords> = {
  "markdown.code": "Código",
  "markdown.copy": "Copiar código",
  "markdown.copied": "Copiado",
  "markdown.copyFailed": "Não foi possível copiar",
  "markdown.preview": "Prévia",
  "markdown.wrap": "Quebrar linhas",
  "markdown.more": (lines) => `Mostrar todas as ${lines} linhas`,
  "markdown.less": "Mostrar menos linhas",
  "markdown.table": "Tabela",
  "markdown.csv": "Copiar como CSV",
  "markdown.formula": "Fórmula",
};
