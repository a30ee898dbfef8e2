import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const zh: Translation<PersonalWords> = {
  "instructions.title": "自定义指令",
  "instructions.intro": "从你的下一条消息起，所有助手在你的所有聊天中都会遵循。管理员无法看到。",
  "instructions.about": (app: string) => `${app} 应该了解你的哪些情况？`,
  "instructions.about.hint": "例如：你的工作、居住地、喜好。",
  "instructions.style": (app: string) => `${app} 应该如何回复？`,
  "instructions.style.hint": "例如：简短、正式、注明来源。",
  "instructions.on": "使用这些指令",
  "instructions.save": "保存",
  "instructions.saved": "已保存。",
  "memory.title": "记忆",
  "memory.intro": "模型会在你的所有聊天中获得这些信息。只有你能添加：模型不能，管理员也看不到。",
  "memory.on": "使用记忆",
  "memory.none": "还没有记住任何内容。",
  "memory.add": "记住",
  "memory.add.label": "应该记住关于你的什么？",
  "memory.edit": (value) => `编辑“${value}”`,
  "memory.edit.label": "应该记住什么？",
  "memory.delete": (value) => `删除“${value}”`,
  "memory.deleteAll": "全部删除",
  "memory.deleteAll.title": "删除全部记忆？",
  "memory.deleteAll.text": "关于你所记住的一切将被永久删除。",
  "memory.cancel": "取消",
  "memory.empty": "必填。",
  "memory.full": "记忆已满。请先删除一些内容。",
};
