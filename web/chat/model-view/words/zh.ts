import type { Translation } from "../../../i18n/page-words.ts";
import type { ViewWords } from "./en.ts";

export const zh: Translation<ViewWords> = {
  shortened: "模型看不到最早的消息：此聊天已超出其上下文。",
  files: "较早的文件放不下，已被省略。",
  insteadOfBusy: (model, asked) => `由于 ${asked} 繁忙，由 ${model} 回复。`,
  insteadOfDown: (model, asked) => `由于 ${asked} 不可用，由 ${model} 回复。`,
  insteadOfBarred: (model, asked) => `由于你无法使用 ${asked}，由 ${model} 回复。`,
  line: "模型不再看到以上消息",
  lineSum: "模型看到的是以上消息的摘要",
  summarise: "生成摘要",
  pending: "正在生成摘要…",
  failed: "无法生成摘要。",
  retry: "重试",
  show: "显示摘要",
  hide: "隐藏摘要",
  remove: "移除摘要",
  label: "以上消息的摘要",
  refused: "操作失败。请重试。",
};
