import type { Translation } from "../../i18n/page-words.ts";
import type { LiveWords } from "./en.ts";

export const zh: Translation<LiveWords> = {
  "live.started": "助手正在输入。",
  "live.progress": (words) => `仍在输入，已有 ${words} 个词。`,
  "live.completed": (words) => `回复已完成，共 ${words} 个词。`,
  "live.stopped": "回复已停止。",
  "live.cutOff": "回复因达到长度上限而中断。",
  "live.filtered": "提供商的内容过滤器停止了回复。",
  "live.interrupted": "回复中断了。",
  "live.failed": "回复失败。",
};
