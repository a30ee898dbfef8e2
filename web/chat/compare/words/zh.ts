import type { Translation } from "../../../i18n/page-words.ts";
import type { CompareWords } from "./en.ts";

export const zh: Translation<CompareWords> = {
  "compare.title": "比较回复",
  "compare.with": "与其他模型比较",
  "compare.versions": "比较版本",
  "compare.another": "其他模型",
  "compare.keep": "保留此回复",
  "compare.version": (index, count, model) => `${index}/${count} · ${model}`,
  "compare.choose": "选择版本",
  "compare.shown": "显示的回复",
  "compare.question": "你的消息",
  "compare.loading": "正在加载回复…",
  "compare.writing": "正在输入…",
  "compare.waiting": "正在等待…",
  "compare.second": "比较两个模型",
  "compare.second.chosen": (model) => `第二个模型：${model}`,
  "compare.second.remove": "移除第二个模型",
  "compare.said.completed": (model) => `${model} 已完成。`,
  "compare.said.stopped": (model) => `${model} 已停止。`,
  "compare.said.failed": (model) => `${model} 未能完成。`,
};
