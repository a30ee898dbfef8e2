import type { Translation } from "../../i18n/page-words.ts";
import type { ModelWords } from "./en.ts";

export const ja: Translation<ModelWords> = {
  "model.label": (name) => `モデル: ${name}`,
  "model.builtin": "内蔵のオフラインモデルが回答します。",
  "model.hint": "標準では小さな内蔵モデルが回答します。",
  "model.builtin.connect": "モデルを接続",
  "model.choose": "モデルを選択",
  "model.effort": (word) => `思考: ${word}`,
  "model.gone": (gone, own) => `${gone} は利用できなくなりました。代わりに ${own} が回答します。`,
  "model.removed": (name) => `${name} の接続は削除されました。別のモデルを選んでください。`,
  "model.missing": "このアシスタントのモデルは利用できません。",
  "model.missing.choose": "このアシスタントのモデルは利用できません。別のモデルを選んでください。",
  "model.signIn": "ログイン",
  "model.thinking": "思考",
  "model.failed": "選択を保存できませんでした",
  "effort.auto": "自動",
  "effort.none": "オフ",
  "effort.low": "低",
  "effort.medium": "中",
  "effort.high": "高",
};
