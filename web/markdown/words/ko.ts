import type { Translation } from "../../i18n/page-words.ts";
import type { MarkdownWords } from "./en.ts";

export const ko: Translation<MarkdownWords> = {
  "markdown.code": "코드",
  "markdown.copy": "코드 복사",
  "markdown.copied": "복사됨",
  "markdown.copyFailed": "복사할 수 없음",
  "markdown.preview": "미리보기",
  "markdown.wrap": "줄 바꿈",
  "markdown.more": (lines) => `전체 ${lines}줄 보기`,
  "markdown.less": "적게 보기",
  "markdown.table": "표",
  "markdown.csv": "CSV로 복사",
  "markdown.formula": "수식",
};
