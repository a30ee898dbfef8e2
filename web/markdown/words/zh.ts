import type { Translation } from "../../i18n/page-words.ts";
import type { MarkdownWords } from "./en.ts";

export const zh: Translation<MarkdownWords> = {
  "markdown.code": "代码",
  "markdown.copy": "复制代码",
  "markdown.copied": "已复制",
  "markdown.copyFailed": "无法复制",
  "markdown.preview": "预览",
  "markdown.wrap": "自动换行",
  "markdown.more": (lines) => `显示全部 ${lines} 行`,
  "markdown.less": "显示更少行",
  "markdown.table": "表格",
  "markdown.csv": "复制为 CSV",
  "markdown.formula": "公式",
};
