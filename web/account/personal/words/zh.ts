import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const zh: Translation<PersonalWords> = {
  "instructions.title": "自定义指令",
  "instructions.intro": "从你的下一条消息起，所有助手在你的所有聊天中都会遵循。管理员无法看到。",
  "instructions.about": "ChatKit 应该了解你的哪些情况？",
  "instructions.about.hint": "例如：你的工作、居住地、喜好。",
  "instructions.style": "ChatKit 应该如何回复？",
  "instructions.style.hint": "例如：简短、正式、注明来源。",
  "instructions.on": "使用这些指令",
  "instructions.save": "保存",
  "instructions.saved": "已保存。",
};
