import type { Translation } from "../../i18n/page-words.ts";
import type { PickerWords } from "./en.ts";

export const ja: Translation<PickerWords> = {
  "picker.title": "モデルを選択",
  "picker.again": "別のモデルで再生成",
  "picker.another": "別のモデルを選択",
  "picker.search": "モデルを検索",
  "picker.recent": "最近使用",
  "picker.others": "モデル",
  "picker.default": "このアシスタントの既定",
  "picker.connection.default": "サーバー",
  "picker.none": "モデルが見つかりません",
  "picker.failed": "モデルを読み込めませんでした。",
  "picker.retry": "再試行",
  "picker.loading": "モデルを読み込み中…",
  "picker.count": (count) => `モデル: ${count}`,
  "picker.more": (count) => `ほかに${count}件。検索すると見つかります。`,
  "picker.vision": "画像",
  "picker.tools": "ツール",
  "picker.reasoning": "思考",
  "picker.window": (tokens) => `コンテキスト ${tokens}`,
  "picker.price": (input, output) => `100万あたり ${input} / ${output}`,
};
