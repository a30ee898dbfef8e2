import type { Translation } from "../../i18n/page-words.ts";
import type { TagWords } from "./en.ts";

export const zh: Translation<TagWords> = {
  title: "标签",
  intro: (value) => `“${value}”的标签`,
  add: "添加标签",
  "add.action": "添加",
  remove: (value) => `移除标签 ${value}`,
  known: "你的标签",
  "known.add": (value) => `添加标签 ${value}`,
  full: (value) => `一个聊天最多可以有 ${value} 个标签。`,
  failed: "无法保存标签。",
  edit: (value) => `标签：${value}。编辑`,
  filter: "按标签筛选",
  "filter.chosen": (value) => `按标签筛选：${value}`,
  all: "所有聊天",
  shown: (value) => `带有标签 ${value} 的聊天`,
  none: "没有带此标签的聊天。",
  loading: "正在加载聊天…",
  "list.failed": "无法加载聊天。",
  more: "显示更早的聊天",
};
