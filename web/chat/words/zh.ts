import type { Translation } from "../../i18n/page-words.ts";
import type { ModelWords } from "./en.ts";

export const zh: Translation<ModelWords> = {
  "model.label": (name) => `模型：${name}`,
  "model.builtin": "由内置的离线模型回复。",
  "model.hint": "默认由小型内置模型回复。",
  "model.builtin.connect": "连接模型",
  "model.choose": "选择模型",
  "model.effort": (word) => `思考：${word}`,
  "model.gone": (gone, own) => `${gone} 已不可用，改由 ${own} 回复。`,
  "model.removed": (name) => `${name} 的连接已被移除。请选择其他模型。`,
  "model.missing": "你无法使用此助手的模型。",
  "model.missing.choose": "你无法使用此助手的模型。请选择其他模型。",
  "model.signIn": "登录",
  "model.thinking": "思考",
  "model.failed": "无法保存你的选择",
  "effort.auto": "自动",
  "effort.none": "关闭",
  "effort.low": "低",
  "effort.medium": "中",
  "effort.high": "高",
};
