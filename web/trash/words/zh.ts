import type { Translation } from "../../i18n/page-words.ts";
import type { TrashWords } from "./en.ts";

export const zh: Translation<TrashWords> = {
  "trash.title": "回收站",
  "trash.kept": (days) => `聊天在此处保留 ${days} 天后会被永久删除。`,
  "trash.none": "回收站为空。",
  "trash.loading": "正在加载聊天…",
  "trash.failed": "无法加载回收站。",
  "trash.more": "显示更早的聊天",
  "trash.restore": "恢复",
  "trash.restoreOf": (title) => `恢复“${title}”`,
  "trash.delete": "永久删除",
  "trash.deleteOf": (title) => `永久删除“${title}”`,
  "trash.delete.title": "永久删除此聊天？",
  "trash.delete.text": (title) => `“${title}”及其消息和文件将无法恢复。`,
  "trash.empty": "清空回收站",
  "trash.empty.title": "清空回收站？",
  "trash.empty.text": "回收站中的所有聊天将被永久删除。",
  "trash.unchanged": "无法更改回收站。",
};
