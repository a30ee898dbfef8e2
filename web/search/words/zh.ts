import type { Translation } from "../../i18n/page-words.ts";
import type { SearchWords } from "./en.ts";

export const zh: Translation<SearchWords> = {
  "search.title": "搜索",
  "search.placeholder": "搜索聊天和命令",
  "search.results": "结果",
  "search.recent": "最近的聊天",
  "search.chats": "聊天",
  "search.messages": "消息",
  "search.commands": "命令",
  "search.archive": "已归档的聊天",
  "search.trash": "回收站",
  "search.you": "你",
  "search.reply": "回复",
  "search.searching": "正在搜索…",
  "search.older": "正在搜索更早的消息…",
  "search.none": "未找到任何内容。",
  "search.found": (count, hasMore) => (hasMore ? `目前有 ${count} 条结果` : `结果：${count}`),
  "search.failed": "无法搜索你的聊天。",
  "search.gone": "此消息已不存在。",
  "search.hint": "筛选",
};
