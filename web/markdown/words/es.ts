import type { MarkdownWords } from "./en.ts";

export const es: MarkdownWords = {
  "markdown.code": "Código",
  "markdown.copy": "Copiar el código",
  "markdown.copied": "Copiado",
  "markdown.copyFailed": "No se ha podido copiar",
  "markdown.preview": "Vista previa",
  "markdown.wrap": "Ajustar las líneas",
  "markdown.more": (lines) => `Mostrar las ${lines} líneas`,
  "markdown.less": "Mostrar menos líneas",
  "markdown.table": "Tabla",
  "markdown.csv": "Copiar como CSV",
  "markdown.formula": "Fórmula",
};
