import type { Translation } from "../../i18n/page-words.ts";
import type { ReplyWords } from "./en.ts";

export const zh: Translation<ReplyWords> = {
  "chat.thinking": (time) => `正在思考… ${time}`,
  "chat.thoughtFor": (time) => `思考了 ${time}`,
  "chat.thoughts": "思考过程",
  "chat.stopped": "已停止",
  "chat.cutOff": "因达到长度上限而中断。",
  "chat.filtered": "被提供商的内容过滤器停止。",
  "chat.thoughtOut": "模型在思考时用完了 token。请允许更长的回复，或减少要求。",
  "chat.interrupted": "回复中断了。",
  "chat.continue": "继续",
};
