import type { Translation } from "../../i18n/page-words.ts";
import type { PickerWords } from "./en.ts";

export const zh: Translation<PickerWords> = {
  "picker.title": "选择模型",
  "picker.again": "用其他模型重新生成",
  "picker.another": "选择其他模型",
  "picker.search": "搜索模型",
  "picker.recent": "最近使用",
  "picker.others": "模型",
  "picker.default": "此助手的默认模型",
  "picker.connection.default": "服务器",
  "picker.none": "未找到模型",
  "picker.failed": "无法加载模型。",
  "picker.retry": "重试",
  "picker.loading": "正在加载模型…",
  "picker.count": (count) => `模型：${count}`,
  "picker.more": (count) => `还有 ${count} 个。搜索即可找到。`,
  "picker.vision": "图片",
  "picker.tools": "工具",
  "picker.reasoning": "思考",
  "picker.window": (tokens) => `${tokens} 上下文`,
  "picker.price": (input, output) => `每百万 ${input} / ${output}`,
};
