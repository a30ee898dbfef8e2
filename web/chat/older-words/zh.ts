import type { Translation } from "../../i18n/page-words.ts";
import type { OlderWords } from "./en.ts";

export const zh: Translation<OlderWords> = {
  "thread.older": "加载更早的消息",
  "thread.older.loading": "正在加载更早的消息…",
  "thread.older.failed": "无法加载更早的消息。",
};
