import type { Translation } from "../../../i18n/page-words.ts";
import type { CompareWords } from "./en.ts";

export const ja: Translation<CompareWords> = {
  "compare.title": "回答を比較",
  "compare.with": "別のモデルと比較",
  "compare.versions": "バージョンを比較",
  "compare.another": "別のモデル",
  "compare.keep": "これを残す",
  "compare.version": (index, count, model) => `${index}/${count} · ${model}`,
  "compare.choose": "バージョンを選択",
  "compare.shown": "表示する回答",
  "compare.question": "あなたのメッセージ",
  "compare.loading": "回答を読み込み中…",
  "compare.writing": "入力中…",
  "compare.waiting": "待機中…",
  "compare.second": "2つのモデルを比較",
  "compare.second.chosen": (model) => `2つ目のモデル: ${model}`,
  "compare.second.remove": "2つ目のモデルを外す",
  "compare.said.completed": (model) => `${model} が完了しました。`,
  "compare.said.stopped": (model) => `${model} を停止しました。`,
  "compare.said.failed": (model) => `${model} は完了できませんでした。`,
};
