import type { Translation } from "../../i18n/page-words.ts";
import type { MarkdownWords } from "./en.ts";

export const ja: Translation<MarkdownWords> = {
  "markdown.code": "コード",
  "markdown.copy": "コードをコピー",
  "markdown.copied": "コピーしました",
  "markdown.copyFailed": "コピーできませんでした",
  "markdown.preview": "プレビュー",
  "markdown.wrap": "行を折り返す",
  "markdown.more": (lines) => `全${lines}行を表示`,
  "markdown.less": "表示する行を減らす",
  "markdown.table": "表",
  "markdown.csv": "CSV としてコピー",
  "markdown.formula": "数式",
};
