import type { Translation } from "../../i18n/page-words.ts";
import type { ComposerMenuWords } from "./en.ts";

export const zh: Translation<ComposerMenuWords> = {
  "menu.slash": "提示词和命令",
  "menu.mention": "由谁回复此消息",
  "group.own": "你的提示词",
  "group.shared": "共享的提示词",
  "group.commands": "命令",
  "group.assistants": "助手",
  "group.models": "模型",
  "command.search": "搜索",
  "command.temporary": "临时聊天",
  "command.export": "导出此聊天",
  "command.archive": "归档此聊天",
  "prompt.failed": "无法加载此提示词。",
  "variables.title": (name) => `填写“${name}”`,
  "variables.insert": "插入",
  answers: (name) => `由 ${name} 回复此消息`,
  "answers.remove": (name) => `不询问 ${name}`,
  count: (count) => `${count} 条建议`,
};
