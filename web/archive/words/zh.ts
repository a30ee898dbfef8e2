import type { Translation } from "../../i18n/page-words.ts";
import type { ArchiveWords } from "./en.ts";

export const zh: Translation<ArchiveWords> = {
  "archive.title": "已归档的聊天",
  "archive.empty": "没有已归档的聊天。",
  "archive.loading": "正在加载聊天…",
  "archive.failed": "无法加载你的聊天。",
  "archive.more": "显示更早的聊天",
  "archive.back": "取消归档",
  "archive.backOf": (title) => `取消归档“${title}”`,
  "archive.notBack": "无法移动聊天。",
};
