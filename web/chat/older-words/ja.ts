import type { Translation } from "../../i18n/page-words.ts";
import type { OlderWords } from "./en.ts";

export const ja: Translation<OlderWords> = {
  "thread.older": "以前のメッセージを読み込む",
  "thread.older.loading": "以前のメッセージを読み込み中…",
  "thread.older.failed": "以前のメッセージを読み込めませんでした。",
};
