import type { WordsOf } from "../../i18n/page-words.ts";

/** Words that the renderer of replies shows or speaks, in English. */
export const en = {
  "markdown.code": "Code",
  "markdown.copy": "Copy code",
  "markdown.copied": "Copied",
  "markdown.copyFailed": "Couldn’t copy",
  "markdown.preview": "Preview",
  "markdown.wrap": "Wrap lines",
  "markdown.more": (lines: number) => `Show all ${lines} lines`,
  "markdown.less": "Show fewer lines",
  "markdown.table": "Table",
  "markdown.csv": "Copy as CSV",
  "markdown.formula": "Formula",
};

export type MarkdownWords = WordsOf<typeof en>;
